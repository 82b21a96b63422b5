import React, { type ComponentType, type FC } from 'react';
import type { ActionHeaderProps } from 'adminjs';

type Props = ActionHeaderProps & { OriginalComponent: ComponentType<ActionHeaderProps> };

/** AdminJS's head of a screen. On the page of a row it names the row, which AdminJS leaves to the small path above. */
export const ActionHeader: FC<Props> = ({ OriginalComponent, ...props }) => (
  <OriginalComponent {...props} tag={props.tag ?? props.record?.title} />
);
