import React, { type ComponentType, type FC } from 'react';
import type { ActionHeaderProps, RecordJSON } from 'adminjs';

type Props = ActionHeaderProps & { OriginalComponent: ComponentType<ActionHeaderProps> };

/** The live view has these buttons itself. In the head they would show the state as it was when the page was opened. */
const OF_LIVE_VIEW = ['pause', 'resume', 'adjustStock'];

/**
 * AdminJS's head of a screen. On the page of a row it names the row, which AdminJS leaves to the small path above, and does not offer
 * what concerns the whole list, such as a revocation by filter.
 */
export const ActionHeader: FC<Props> = ({ OriginalComponent, ...props }) => {
  const { record, action, tag } = props;
  if (!record) return <OriginalComponent {...props} />;
  const shown = action.name === 'live' ? withoutButtons(record) : record;
  const alone = { ...action, showResourceActions: false };
  return <OriginalComponent {...props} record={shown} action={alone} tag={tag ?? record.title} />;
};

const withoutButtons = (record: RecordJSON): RecordJSON => ({
  ...record,
  recordActions: record.recordActions.filter(({ name }) => !OF_LIVE_VIEW.includes(name)),
});
