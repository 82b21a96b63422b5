import { aCoupon } from './builders/coupons.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

/** Nearly as many as a row of a file can have. Normalizing the rows below would stop every response for a minute. */
const MARKS = '\u0301\u0316'.repeat(16_000);
const ROWS = 200;

type Section = { count: number; lines: { line: number; reason: string }[] };
type Plan = Record<'newTitles' | 'refused', Section>;

onEachDatabase('A long run of combining marks', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });

  const preview = async (csv: string): Promise<Plan> => {
    const fields = { step: 'preview', csv: Buffer.from(csv).toString('base64') };
    return (await admin.post('/resources/works/actions/import', fields)).json<{ plan: Plan }>().plan;
  };

  it('is refused as a title that is too long, on each line of a file', async () => {
    const { newTitles, refused } = await preview(`title\n봄\n${`${MARKS}\n`.repeat(ROWS)}`);
    expect(newTitles).toMatchObject({ count: 1, lines: [{ line: 2 }] });
    expect(refused.count).toBe(ROWS);
    expect(refused.lines[0]).toMatchObject({ line: 3, reason: '제목이 100자를 넘습니다(32000자).' });
  });

  it('may be the header of another column of a file', async () => {
    expect((await preview(`title,${MARKS}\n봄,1\n`)).newTitles.count).toBe(1);
  });

  it('is refused as a name, a title or a reason that is too long', async () => {
    const coupon = await aCoupon(server.database);
    const typed = MARKS.slice(0, 25_000);
    const terms = { discount_amount: '3000', discount_rate: '0', count: '5' };
    for (const [field, answer] of [
      ['name', await admin.create('coupons', { ...terms, name: typed })],
      ['name', await admin.act('coupons', coupon, 'edit', { name: typed })],
      ['title', await admin.create('works', { title: typed })],
      ['reason', await admin.act('coupons', coupon, 'adjustStock', { delta: '1', reason: typed })],
    ] as const) {
      expectRefusal(answer, 400, 'INVALID');
      expect(answer.json<PanelAnswer>().record.errors[field]?.message).toMatch(/[12]00/);
    }
  });
});
