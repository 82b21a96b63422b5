import React, { type ComponentType, type FC } from 'react';
import type { ShowPropertyProps } from 'adminjs';
import { RowTitle } from './row-title.js';

type Props = ShowPropertyProps & { OriginalComponent: ComponentType<ShowPropertyProps> };

/** A text in a list; the title of a row is a link. */
export const TextInList: FC<Props> = ({ OriginalComponent, ...props }) => {
  const { property, record } = props;
  if (!property.isTitle) return <OriginalComponent {...props} />;
  return <RowTitle {...props}>{String(record.params[property.path] ?? record.id)}</RowTitle>;
};
