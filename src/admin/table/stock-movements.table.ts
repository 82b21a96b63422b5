import { MOVEMENT_KINDS, StockMovement } from '../../coupon/stock/stock-movement.entity.js';
import { listAction } from '../action/list.action.js';
import { showAction } from '../action/show.action.js';
import { RANK } from './condition.js';
import { containsWhereAny, equalsInteger, type Conditions } from './conditions.js';
import { createdBetween } from './created-between.js';
import { Fields } from './fields.js';
import { toCoupon, toUser } from './references.js';
import { LARGE, type Table } from './table.js';
import { timeZoneField } from './time-zone-field.js';

const { id, text, integer, instant, reference } = new Fields<StockMovement>();

/** Most movements are of kind `issued`; a partial index finds the others. */
const isKind: Conditions = ({ value }, property) => {
  const kind = MOVEMENT_KINDS.find((one) => one === value);
  if (!kind) return undefined;
  const sql = (column: string): string =>
    `${column} = '${kind}'${kind === 'issued' ? '' : ` AND ${column} <> 'issued'`}`;
  return { property, sql, parameters: [], ...(kind !== 'issued' && { index: { rank: RANK.rare } }) };
};

/** The stock ledger: time, kind, units, operator and reason of each movement. Read-only: only `coupon/stock/` writes it. */
export const stockMovementsTable: Table<StockMovement> = {
  id: 'stock-movements',
  icon: 'List',
  entity: StockMovement,
  window: LARGE,
  fields: [
    id('id', { list: false, filter: undefined }),
    instant('created_at', 'createdAt', {
      isTitle: true,
      order: 'id',
      filter: createdBetween,
      look: { props: { withTime: true } },
    }),
    reference('coupon', 'couponId', toCoupon, { filter: equalsInteger({ rank: RANK.coupon }) }),
    text('kind', 'kind', {
      order: undefined,
      filter: isKind,
      look: {
        components: { list: 'LabelInList', show: 'LabelShown', filter: 'ChoiceFilter' },
        props: { choices: MOVEMENT_KINDS },
      },
    }),
    integer('delta', 'delta', {
      order: undefined,
      filter: undefined,
      look: { components: { list: 'UnitsInList', show: 'UnitsShown' } },
    }),
    reference('by_user', 'byUserId', toUser, { filter: equalsInteger({ rank: RANK.rare }) }),
    text('note', 'note', { order: undefined, filter: containsWhereAny('stock_movement_noted') }),
    timeZoneField(text),
  ],
  sort: { sortBy: 'id', direction: 'desc' },
  actions: { list: listAction, show: showAction },
};
