import { MAX_INTEGER } from '../../platform/database/columns/max-integer.js';
import { lineProblem, oneLine } from '../../platform/text/one-line.js';
import type { CouponStockService } from '../../coupon/stock/coupon-stock.service.js';
import { badAdjustment } from '../admin.errors.js';
import { answerWithRow } from './answer-with-row.js';
import { Form } from './form.js';
import type { PanelAction } from './panel-action.js';

const MAX_NOTE = 200;

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
    const [delta, note] = [form.integer('delta'), oneLine(form.text('note'))];
    const isDelta = Number.isInteger(delta) && delta !== 0 && Math.abs(delta) <= MAX_INTEGER;
    const noteProblem = note === '' ? undefined : lineProblem(note, MAX_NOTE);
    if (!isDelta || noteProblem) throw badAdjustment({ isDelta, noteProblem });
    const reason = { byUserId: call.operator.userId, note: note || null, requestKey: form.requestKey() };
    const { id, count } = await stock.adjust(Number(record!.id()), delta, reason);
    const answer = await answerWithRow(call, id, 'stockAdjusted');
    return { ...answer, notice: { ...answer.notice!, options: { count } } };
  },
});
