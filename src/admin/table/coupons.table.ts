import { Coupon } from '../../coupon/coupon.entity.js';
import { hoursAsText } from '../../coupon/event-hours.js';
import { adjustStockAction } from '../action/adjust-stock.action.js';
import { checksAction } from '../action/checks.action.js';
import { commandAction } from '../action/command.action.js';
import { editAction } from '../action/edit.action.js';
import { hoursChangedBy, hoursOf, openedHours } from '../action/event-hours.form.js';
import { liveAction } from '../action/live.action.js';
import { newAction } from '../action/new.action.js';
import { removeManyAction } from '../action/remove-many.action.js';
import { removeAction } from '../action/remove.action.js';
import { hideActions, readActions, unlessIssued } from '../action/table-actions.js';
import type { AdminServices } from '../admin-services.js';
import type { PostedFields } from '../http/posted-fields.js';
import { countIssued } from './count-issued.js';
import type { Field } from './field.js';
import { stateForOperators } from './state-for-operators.js';
import { Fields } from './fields.js';
import { HIDDEN } from './hidden-head.js';
import { historyField } from './history-field.js';
import { SMALL, type Table } from './table.js';

const { id, text, integer, flag, instant } = new Fields<Coupon>();

const required = { isRequired: true };
const amount = { edit: true, look: { ...required, props: { type: 'number', min: 0, step: 1, inputMode: 'numeric' } } };

/** The start or the end of the event, as local time in the coupon's time zone. */
const hour = (name: string, property: 'startsAt' | 'endsAt'): Field<Coupon> =>
  text(name, property, {
    edit: true,
    value: (row) => hoursAsText(row)[property],
    instant: (row) => row[property],
    filter: undefined,
    look: { components: { list: 'HourInList', show: 'HourShown', edit: 'HourField' } },
  });

/** A part of the coupon's page that is no value of its row: the component fetches what it shows. */
const onlyShown = (name: string, component: string): Field<Coupon> =>
  text(name, 'id', {
    value: () => undefined,
    order: undefined,
    filter: undefined,
    list: false,
    exported: false,
    look: { components: { show: component } },
  });

/** The id of the next coupon on the event page, as the operator confirmed it. */
const confirmedNext = (posted: PostedFields): string | undefined => posted.get('confirmed');

export function couponsTable(services: AdminServices): Table<Coupon> {
  const { coupons, couponRemoval, eventCoupon, eventChecks, stock, reads } = services;
  let eventPageId: number | undefined;
  return {
    id: 'coupons',
    icon: 'Tag',
    entity: Coupon,
    prepare: async () => (eventPageId = (await eventCoupon.currentNow()).coupon?.id),
    window: SMALL,
    fields: [
      onlyShown('checks', 'EventChecks'),
      id('id'),
      text('name', 'name', { isTitle: true, edit: true, look: { ...required, props: { maxLength: 200 } } }),
      integer('discount_amount', 'discountAmount', amount),
      integer('discount_rate', 'discountRate', amount),
      integer('count', 'count', { ...amount, look: { ...amount.look, components: { edit: 'OpeningStock' } } }),
      text('state', 'paused', {
        value: (row) => stateForOperators(coupons, row),
        order: undefined,
        filter: undefined,
        look: { components: { list: 'LabelInList', show: 'LabelShown' } },
      }),
      text('on_event_page', 'id', {
        value: ({ id }) => (id === eventPageId ? 'true' : 'false'),
        order: undefined,
        filter: undefined,
        look: { components: { list: 'LabelInList', show: 'LabelShown' } },
      }),
      hour('starts_at', 'startsAt'),
      hour('ends_at', 'endsAt'),
      text('time_zone', 'timeZone', {
        list: false,
        edit: true,
        filter: undefined,
        look: { components: { edit: 'ZoneField' } },
      }),
      flag('paused', 'paused', { list: false, show: false, exported: true }),
      flag('is_hidden', 'isHidden', { head: HIDDEN }),
      instant('created_at', 'createdAt', { list: false, order: 'id' }),
      instant('updated_at', 'updatedAt', { list: false, filter: undefined }),
      onlyShown('ledger', 'StockLedger'),
      historyField(text),
    ],
    sort: { sortBy: 'id', direction: 'asc' },
    actions: {
      ...readActions,
      new: newAction(
        (form, by) => {
          const terms = {
            name: form.text('name'),
            discountAmount: form.integer('discount_amount'),
            discountRate: form.integer('discount_rate'),
            count: form.integer('count'),
          };
          const reason = { by, note: null, requestKey: form.requestKey() };
          return coupons.create({ ...terms, ...hoursOf(form) }, reason);
        },
        { takesRequestKey: true },
      ),
      // `count` is not editable here: the stock changes only by a difference, see `adjustStock`.
      edit: editAction((id, form, by, row) => {
        const terms = {
          name: form.text('name'),
          discountAmount: form.integer('discount_amount'),
          discountRate: form.integer('discount_rate'),
        };
        const opened = {
          name: form.openedText('name'),
          discountAmount: form.openedInteger('discount_amount'),
          discountRate: form.openedInteger('discount_rate'),
          hours: openedHours(form),
        };
        return coupons.edit(id, { ...terms, ...hoursChangedBy(form, String(row.get('time_zone'))) }, by, opened);
      }),
      adjustStock: adjustStockAction(stock),
      checks: checksAction(eventChecks),
      live: liveAction,
      pause: commandAction({
        run: (id, { actor }) => coupons.edit(id, { paused: true }, actor),
        done: 'paused',
        look: { icon: 'PauseCircle', guard: 'confirmPause' },
        when: (record) => record.get('paused') !== true,
      }),
      resume: commandAction({
        run: (id, { actor }) => coupons.edit(id, { paused: false }, actor),
        done: 'resumed',
        look: { icon: 'PlayCircle', guard: 'confirmResume' },
        when: (record) => record.get('paused') === true,
      }),
      putOnEventPage: commandAction({
        run: (id, { actor }) => eventCoupon.select(id, actor),
        done: 'putOnEventPage',
        look: { icon: 'Monitor', guard: 'confirmPutOnEventPage' },
        when: (record) => record.get('on_event_page') !== 'true' && record.get('is_hidden') !== true,
      }),
      ...hideActions({
        hide: (id, by, posted) => couponRemoval.hide(id, by, confirmedNext(posted)),
        unhide: (id, by) => coupons.unhide(id, by),
      }),
      delete: removeAction((id, by, posted) =>
        unlessIssued(couponRemoval.remove(id, by, confirmedNext(posted)), () => countIssued(reads, 'coupon_id', id)),
      ),
      bulkDelete: removeManyAction((ids, by, posted) => couponRemoval.removeUnissued(ids, by, confirmedNext(posted))),
    },
  };
}
