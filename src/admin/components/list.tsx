import React, { type ComponentType, type FC } from 'react';
import type { ActionProps } from 'adminjs';
import { countText } from './count-text.js';

type Props = ActionProps & { OriginalComponent: ComponentType<ActionProps> };

/** AdminJS's list with "10,000+" beside the heading if the server stopped counting. */
export const List: FC<Props> = ({ OriginalComponent, setTag, ...props }) => (
  <OriginalComponent {...props} setTag={(tag) => setTag?.(countText(Number(tag)))} />
);
