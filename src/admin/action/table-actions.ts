import type { Actor } from '../../platform/audit-log/actor.js';
import { hasCode } from '../../platform/errors/domain-error.js';
import { issuedCouponsStay } from '../admin.errors.js';
import type { PostedFields } from '../http/posted-fields.js';
import { listAction } from './list.action.js';
import { commandAction } from './command.action.js';
import type { PanelAction } from './panel-action.js';
import { searchAction } from './search.action.js';
import { showAction } from './show.action.js';

type Actions = Readonly<Record<string, PanelAction>>;
type Change = (id: number, by: Actor, posted: PostedFields) => Promise<unknown>;

/** The actions that every table has. */
export const readActions: Actions = { list: listAction, search: searchAction, show: showAction };

type Hiding = { readonly hide: Change; readonly unhide: Change };

/** Hides a row from the event without deleting it, and unhides it. */
export const hideActions = ({ hide, unhide }: Hiding): Actions => ({
  hide: commandAction({
    run: (id, { actor }, posted) => hide(id, actor, posted),
    done: 'hidden',
    look: { icon: 'EyeOff', guard: 'confirmHide' },
    when: (record) => record.get('is_hidden') !== true,
  }),
  unhide: commandAction({
    run: (id, { actor }, posted) => unhide(id, actor, posted),
    done: 'unhidden',
    look: { icon: 'Eye' },
    when: (record) => record.get('is_hidden') === true,
  }),
});

/** Waits for a deletion; if issued coupons prevent it, the refusal states how many there are. */
export async function unlessIssued(removal: Promise<void>, countIssued: () => Promise<number>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    throw hasCode(error, 'HAS_ISSUED_COUPONS') ? issuedCouponsStay(await countIssued()) : error;
  }
}
