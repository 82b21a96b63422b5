import pg from 'pg';
import type { VerificationService } from '../../src/coupon/verification/verification.service.js';
import { aCouponWithLedger } from '../builders/coupon-with-ledger.js';
import { memberRow } from '../builders/member-row.js';
import { Application } from '../support/application.js';
import { eventually } from '../support/eventually.js';
import { onPostgres, onEachDatabase } from '../support/on-each-database.js';
import { insertRow, type TestDatabase } from '../support/test-database.js';

const HOUR = 3_600_000;
const HOUR_AGO = new Date(Date.now() - HOUR - 1_000);
const RECENT = { kind: 'recent', dueMs: expect.any(Number) as number };

/** Statements that end with their connection or process only. */
const ENDLESS = {
  sqlite: 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT count(*) AS n FROM n',
  postgres: 'SELECT pg_sleep(3600)',
};

const serviceOf = (application: Application) => application.service<VerificationService>('VerificationService');

const findingsIn = async (database: TestDatabase): Promise<Record<string, number>> => {
  const [row] = await database.rows<{ findings: string }>('SELECT "findings" FROM "verification_run"');
  return JSON.parse(row!.findings) as Record<string, number>;
};

onEachDatabase('VerificationService', (kind) => {
  let application: Application;
  let database: TestDatabase;

  beforeAll(async () => {
    application = await Application.start(kind);
    database = application.database;
  });

  beforeEach(() => database.execute('DELETE FROM "verification_run"'));

  it('checks everything, and not again before the interval is over', async () => {
    const service = serviceOf(application);
    expect(await service.verifyIfDue(HOUR)).toEqual({ kind: 'verified' });
    const findings = await findingsIn(database);
    expect(Object.keys(findings)).toEqual(expect.arrayContaining(['OVER_ISSUED', 'DOUBLE_CODE', 'ORPHAN_OPERATOR']));
    expect(Object.values(findings).filter(Boolean)).toEqual([]);
    expect(await service.verifyIfDue(HOUR)).toEqual(RECENT);
    await database.execute('UPDATE "verification_run" SET "ended_at" = $1', [HOUR_AGO]);
    expect(await service.verifyIfDue(HOUR)).toEqual({ kind: 'verified' });
  });

  it('counts the rows that break a rule', async () => {
    const row = await memberRow('not-needed-here-5');
    const members: [number, number] = [
      await insertRow(database, 'user', row('one@a.kr')),
      await insertRow(database, 'user', row('two@a.kr')),
    ];
    const { coupon } = await aCouponWithLedger(database, members);
    await aCouponWithLedger(database, members);
    await database.execute('UPDATE "coupon" SET "count" = 2 WHERE "id" = $1', [coupon]);
    await serviceOf(application).verifyIfDue(HOUR);
    const findings = await findingsIn(database);
    expect(Object.entries(findings).filter(([, rows]) => rows > 0)).toEqual([['STOCK_NOT_FROM_LEDGER', 1]]);
  });

  it('can be ended while a statement runs, and leaves nothing behind', async () => {
    const refusal = await application.run(async ({ load, get }, sql) => {
      type Module = typeof import('../../src/platform/database/open-exclusive-reads.js');
      const { openExclusiveReads } = await load<Module>('platform/database/open-exclusive-reads.js');
      const { database: location } = get<{ database: Parameters<typeof openExclusiveReads>[0] }>('Settings');
      const reads = await openExclusiveReads(location, 1);
      const result = reads!.rows(sql).then(
        () => 'rows',
        () => 'refused',
      );
      await reads!.close();
      return result;
    }, ENDLESS[kind]);
    expect(refusal).toBe('refused');
    if (kind === 'sqlite') return;
    const left = (): Promise<unknown[]> =>
      database.rows(`SELECT "query" FROM pg_stat_activity WHERE "application_name" = 'toodat verification'`);
    expect(await eventually(left, (sessions) => sessions.length === 0)).toEqual([]);
  });
});

onPostgres('VerificationService in several processes', severalProcesses);

function severalProcesses(): void {
  it('verifies in one of them', async () => {
    const first = await Application.start('postgres');
    const processes = [first, await Application.start(first.database), await Application.start(first.database)];
    const attempts = await Promise.all(processes.map((one) => serviceOf(one).verifyIfDue(HOUR)));
    expect(attempts.filter(({ kind }) => kind === 'verified')).toHaveLength(1);
  });

  it('leaves it to the one that is at it, until that one ends', async () => {
    const application = await Application.start('postgres');
    const other = new pg.Client({ connectionString: application.database.url });
    await other.connect();
    try {
      await other.query('SELECT pg_advisory_lock(7006329)');
      expect(await serviceOf(application).verifyIfDue(HOUR)).toEqual({ kind: 'busy' });
    } finally {
      await other.end();
    }
    const attempt = await eventually(
      () => serviceOf(application).verifyIfDue(HOUR),
      ({ kind }) => kind === 'verified',
    );
    expect(attempt).toEqual({ kind: 'verified' });
  });
}
