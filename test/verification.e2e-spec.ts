import { aCouponWithLedger } from './builders/coupon-with-ledger.js';
import { memberRow } from './builders/member-row.js';
import { afterProbe } from './faults/after-probe.js';
import { SECRET_KEY } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { metrics, metricsText } from './support/metrics.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { countOf, insertRow } from './support/test-database.js';

const EMAIL = 'whose-row-is-wrong@example.com';

onEachDatabase('The verification of a running service', (kind) => {
  it('shows in the metrics and in the log which rules do not hold, until they hold again', async () => {
    const port = await freePort();
    // Every second.
    const env = { SECRET_KEY, METRICS_PORT: String(port), VERIFY_MINUTES: '0.02' };
    const { database, ...server } = await started(env);
    const row = await memberRow('not-needed-here-5');
    const members: [number, number] = [
      await insertRow(database, 'user', row(EMAIL)),
      await insertRow(database, 'user', row('two@a.kr')),
    ];
    const { coupon } = await aCouponWithLedger(database, members);
    const finding = async (): Promise<number | undefined> =>
      (await metrics(port)).get('toodat_verification_findings{check="STOCK_NOT_FROM_LEDGER"}');
    expect(await eventually(finding, (rows) => rows === 0)).toBe(0);
    expect(server.output()).not.toContain('does not hold');

    await database.execute('UPDATE "coupon" SET "count" = 2 WHERE "id" = $1', [coupon]);
    expect(await eventually(finding, (rows) => rows === 1)).toBe(1);
    expect(server.output()).toMatch(/ERROR.*STOCK_NOT_FROM_LEDGER does not hold: 1 rows break it/);
    for (const personal of [EMAIL, 'BOOKS']) expect(server.output()).not.toContain(personal);

    await database.execute('UPDATE "coupon" SET "count" = 3 WHERE "id" = $1', [coupon]);
    expect(await eventually(finding, (rows) => rows === 0)).toBe(0);
    const values = await metrics(port);
    expect(values.get('toodat_verification_findings{check="OVER_ISSUED"}')).toBe(0);
    expect(values.get('toodat_verification_seconds')).toBeGreaterThan(0);
    expect(values.get('toodat_verification_age_seconds')).toBeLessThan(60);
    expect(values.get('toodat_verification_interval_seconds')).toBeCloseTo(1.2);
  });

  it('can be switched off', async () => {
    const port = await freePort();
    const { database } = await started({ SECRET_KEY, METRICS_PORT: String(port), VERIFY_MINUTES: 'off' });
    expect(await metricsText(port)).not.toContain('toodat_verification');
    // Five seconds, in which a timer that was started would have run.
    for (let probe = 0; probe < 2; probe++) await afterProbe(database);
    expect(await countOf(database, 'verification_run')).toBe(0);
  });

  it('is as old as the service before the first one, and as old as its row afterwards', async () => {
    const port = await freePort();
    const { database } = await started({ SECRET_KEY, METRICS_PORT: String(port) });
    const age = async (): Promise<number | undefined> => (await metrics(port)).get('toodat_verification_age_seconds');
    expect(await age()).toBeLessThan(60);
    expect((await metrics(port)).get('toodat_verification_seconds')).toBe(0);
    const twoHoursAgo = new Date(Date.now() - 7_200_000);
    await database.execute(
      `INSERT INTO "verification_run" ("id", "ended_at", "duration_ms", "findings") VALUES (1, $1, 900, '{"BAD_CODE":5}')`,
      [twoHoursAgo],
    );
    expect(await eventually(age, (seconds) => seconds! > 7_000)).toBeGreaterThan(7_199);
    const values = await metrics(port);
    expect(values.get('toodat_verification_age_seconds')).toBeLessThan(7_300);
    expect(values.get('toodat_verification_findings{check="BAD_CODE"}')).toBe(5);
    expect(values.get('toodat_verification_seconds')).toBe(0.9);
  });

  const started = async (env: Record<string, string>) => {
    const server = await startServer({ database: kind, env });
    return { database: server.database, output: () => server.output };
  };
});
