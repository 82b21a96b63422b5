import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { reason } from './event-html.js';
import type { Answer } from './support/answer.js';
import type { Client } from './support/client.js';
import { member } from './support/members.js';
import { startServer, type RunningServer } from './support/server.js';

describe('the event page when a press is limited or the database is busy', () => {
  const press = (client: Client): Promise<Answer> => client.form('/event/', { coupon: '1', work: '1' });

  const start = async (env: Record<string, string> = {}): Promise<RunningServer> => {
    const server = await startServer({ database: 'sqlite', env });
    await aCoupon(server.database);
    await aWork(server.database);
    return server;
  };

  it('shows at the work that the member presses too often, and when to press again', async () => {
    const client = await member(await start({ LIMIT_ISSUE: '1/min' }));
    await press(client);
    const answer = await press(client);
    expect(answer.status).toBe(429);
    expect(Number(answer.header('retry-after'))).toBeGreaterThan(0);
    expect(reason(answer.text, 1)).toMatch(/\d+초 후에 다시/);
  });

  it('shows at the work that the database is busy and that pressing again is safe', async () => {
    const server = await start();
    const client = await member(server);
    await server.database.execute('BEGIN IMMEDIATE');
    const answer = await press(client);
    await server.database.execute('ROLLBACK');
    expect(answer.status).toBe(503);
    expect(answer.header('retry-after')).toBeDefined();
    expect(reason(answer.text, 1)).toContain('이미 발급되었다면 같은 코드');
    expect((await press(client)).status).toBe(303);
  });
});
