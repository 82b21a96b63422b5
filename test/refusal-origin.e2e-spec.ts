import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

describe('A file', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
  });

  it('refuses a range beyond its end as that, and says how long it is', async () => {
    const answer = await server.client().get('/static/toodat.css', { range: 'bytes=99999999-' });
    expectRefusal(answer, 416, 'RANGE_NOT_SATISFIABLE');
    expect(answer.header('content-range')).toMatch(/^bytes \*\/\d+$/);
  });

  it('refuses a precondition that does not hold as that', async () => {
    const answer = await server.client().get('/static/toodat.css', { 'if-match': '"of another release"' });
    expectRefusal(answer, 412, 'PRECONDITION_FAILED');
    expect(answer.header('last-modified')).toBeUndefined();
  });
});

onEachDatabase('A fault', (kind) => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: kind });
  });

  it('on the fast path is logged with the method and path of its request, and without the query', async () => {
    const client = await member(server);
    await server.database.execute('ALTER TABLE "coupon" RENAME TO "coupon_gone"');
    expectRefusal(await client.get('/coupon/7/?unexpected'), 500, 'INTERNAL');
    expectRefusal(await client.post('/couponuser/', { coupon: 7, work: 1 }), 500, 'INTERNAL');
    await server.database.execute('ALTER TABLE "coupon_gone" RENAME TO "coupon"');
    expect(server.output).toContain('[FastPath] GET /coupon/7/');
    expect(server.output).toContain('[FastPath] POST /couponuser/');
    expect(server.output).not.toContain('unexpected');
  });
});
