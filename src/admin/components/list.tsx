import React, { type ComponentType, type FC } from 'react';
import type { ActionProps } from 'adminjs';
import { useLocation } from 'react-router-dom';
import { countText } from './count-text.js';
import { rememberSearch } from './list-filters.js';

type Props = ActionProps & { OriginalComponent: ComponentType<ActionProps> };

/** AdminJS's list with "10,000+" beside the heading if the server stopped counting. */
export const List: FC<Props> = ({ OriginalComponent, setTag, ...props }) => {
  rememberSearch(props.resource.id, useLocation().search);
  return <OriginalComponent {...props} setTag={(tag) => setTag?.(countText(Number(tag)))} />;
};
