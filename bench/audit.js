import { pressOf } from './load/requests.js';
import { UNKNOWN } from './load/rush.js';

const MAX_EXAMPLES = 3;

/** @returns the highest id of an issued coupon, and the stock of all coupons */
export async function stateOf(store) {
  const [{ top }] = await store.rows('SELECT COALESCE(MAX(id), 0) AS top FROM coupon_user');
  return { top: Number(top), stock: await stockOf(store) };
}

/**
 * Compares the responses that the clients received with the rows in the database, in both directions.
 * @param before the result of `stateOf` before the run
 * @param presses the job's presses
 * @param received `{ count, statuses, codes }` as the load generator recorded it
 * @returns {Promise<{ count: number, lines: string[] }>} the number of differences, and a line for each kind
 */
export async function audit(store, before, presses, received) {
  const rows = await store.rows(
    `SELECT coupon_id, user_id, work_id, code FROM coupon_user WHERE id > ${before.top} ORDER BY id`,
  );
  const held = new Map(rows.map((row) => [`${row.coupon_id}:${row.user_id}:${row.work_id}`, row.code]));
  const findings = new Findings();
  if (held.size !== rows.length) findings.add('issued twice to one member for one work', rows.length - held.size);
  for (let place = 0; place < received.count; place++) {
    const { couponId, userId, workId } = pressOf(presses, presses.from + place);
    const holding = `${couponId}:${userId}:${workId}`;
    const code = held.get(holding);
    held.delete(holding);
    const status = received.statuses[place];
    const shown = received.codes.toString('latin1', 8 * place, 8 * place + 8);
    if (status === 201 && code === undefined)
      findings.add('the client received a code that is not in the database', holding);
    if (status === 201 && code !== undefined && code !== shown)
      findings.add('the client received a different code from the one in the database', holding);
    if (code !== undefined && isRefusal(status))
      findings.add('the client received a refusal, but the coupon is in the database', holding);
  }
  for (const holding of held.keys()) findings.add('a coupon in the database was not requested', holding);
  const left = before.stock - (await stockOf(store));
  if (left !== rows.length) findings.add('the stock and the number of issued coupons differ', left - rows.length);
  return findings.result();
}

/** Waits until a design that writes to the database later has written a row for each 201. */
export async function written(store, before, { statuses, count }, withinMs) {
  const expected = statuses.subarray(0, count).reduce((sum, status) => sum + Number(status === 201), 0);
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; await new Promise((go) => setTimeout(go, 100))) {
    const [{ n }] = await store.rows(`SELECT COUNT(*) AS n FROM coupon_user WHERE id > ${before.top}`);
    if (Number(n) >= expected) return;
  }
}

/** After a 5xx or a lost response the coupon may or may not be issued. Any other status than 201 is a refusal. */
const isRefusal = (status) => status !== 201 && status !== 0 && status !== UNKNOWN && status < 500;

const stockOf = async (store) => Number((await store.rows('SELECT SUM(count) AS units FROM coupon'))[0].units);

class Findings {
  kinds = new Map();

  add(kind, example) {
    const known = this.kinds.get(kind) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < MAX_EXAMPLES) known.examples.push(example);
    this.kinds.set(kind, known);
  }

  result() {
    const all = [...this.kinds];
    return {
      count: all.reduce((sum, [, { count }]) => sum + count, 0),
      lines: all.map(([kind, { count, examples }]) => `${kind}: ${count} (such as ${examples.join(', ')})`),
    };
  }
}
