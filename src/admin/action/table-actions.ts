import { DomainError } from '../../platform/errors/domain-error.js';
import { issuedCouponsStay } from '../admin.errors.js';
import { listAction } from './list.action.js';
import { commandAction } from './command.action.js';
import type { CheckTold, PanelAction } from './panel-action.js';
import { searchAction } from './search.action.js';
import { showAction } from './show.action.js';

type Actions = Readonly<Record<string, PanelAction>>;
type ById<T> = (id: number) => Promise<T>;

/** What can be done with every table. */
export const readActions: Actions = { list: listAction, search: searchAction, show: showAction };

/** Taking a row away from the event without deleting it, and bringing it back. */
export const hideActions = (
  setHidden: (id: number, isHidden: boolean) => Promise<unknown>,
  check?: CheckTold,
): Actions => ({
  hide: commandAction({
    run: async (id, _operator, posted) => {
      await check?.([id], posted);
      return setHidden(id, true);
    },
    done: 'hidden',
    look: { icon: 'EyeOff', guard: 'confirmHide' },
    when: (record) => record.get('is_hidden') !== true,
  }),
  unhide: commandAction({
    run: (id) => setHidden(id, false),
    done: 'unhidden',
    look: { icon: 'Eye' },
    when: (record) => record.get('is_hidden') === true,
  }),
});

/** `remove`, whose refusal says how many issued coupons stand in the way. */
export const removeUnlessIssued =
  (remove: ById<void>, countIssued: ById<number>): ById<void> =>
  async (id) => {
    try {
      await remove(id);
    } catch (error) {
      const stays = error instanceof DomainError && error.code === 'HAS_ISSUED_COUPONS';
      throw stays ? issuedCouponsStay(await countIssued(id)) : error;
    }
  };
