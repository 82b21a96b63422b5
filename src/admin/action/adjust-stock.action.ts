import { MAX_INTEGER } from '../../platform/database/columns/max-integer.js';
import type { CouponStockService } from '../../coupon/stock/coupon-stock.service.js';
import { badAdjustment } from '../admin.errors.js';
import { answerWithRow } from './answer-with-row.js';
import { Form } from './form.js';
import { readReason } from './reason.js';
import type { PanelAction } from './panel-action.js';

/** Changes a coupon's stock by a difference, not to a value, so coupons issued since the form was opened stay counted. */
export const adjustStockAction = (stock: CouponStockService): PanelAction => ({
  scope: 'record',
  methods: ['GET', 'POST'],
  look: { icon: 'PlusCircle', component: 'StockAdjustment' },
  takesRequestKey: true,
  run: async (call) => {
    const [record] = call.records;
    if (call.method === 'GET') return { record: record!.toJSON(call.operator) };
    const form = new Form(call.posted);
    const [delta, { reason: note, problem }] = [form.integer('delta'), readReason(call.posted)];
    const isDelta = Number.isInteger(delta) && delta !== 0 && Math.abs(delta) <= MAX_INTEGER;
    if (!isDelta || problem) throw badAdjustment({ isDelta, problem });
    const reason = { by: call.operator.actor, note, requestKey: form.requestKey() };
    const { id, count } = await stock.adjust(Number(record!.id()), delta, reason);
    const answer = await answerWithRow(call, id, 'stockAdjusted');
    return { ...answer, notice: { ...answer.notice!, options: { count } } };
  },
});
