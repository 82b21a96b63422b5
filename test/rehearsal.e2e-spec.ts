import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { childrenOf } from './support/children-of.js';
import { eventually } from './support/eventually.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { allRows, foldersBeside, objectsIn, rehearse, startRehearsal } from './support/rehearsal.js';
import type { Rehearsed, RehearsalRun } from './support/rehearsal.js';
import { startServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';
import { copyOf, emptyDatabase, type Row, type TestDatabase } from './support/test-database.js';

const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

onEachDatabase('npm run rehearse', (kind) => {
  let database: TestDatabase;
  let target: TestDatabase | undefined;
  let coupon: number;
  let hidden: number;
  let before: Record<string, Row[]>;
  let bytes: Buffer | undefined;

  /** A member has a coupon of another event, which was issued a moment ago: hence `--force`. */
  beforeAll(async () => {
    const server = await startServer({ database: kind });
    ({ database } = server);
    coupon = await aCoupon(database, { count: 50, starts_at: inDays(1), ends_at: inDays(2) });
    hidden = await aCoupon(database, { count: 50, is_hidden: true, paused: true });
    const earlier = await aCoupon(database, { count: 5 });
    const works = [await aWork(database), await aWork(database), await aWork(database)];
    await database.execute('UPDATE "work" SET "is_hidden" = $1 WHERE "id" = $2', [true, works[2]]);
    const client = await member(server);
    expect((await client.post('/couponuser/', { coupon: earlier, work: works[0] })).status).toBe(201);
    await server.stop();
    target = kind === 'postgres' ? await emptyDatabase('postgres') : undefined;
    if (kind === 'sqlite') await database.rows('PRAGMA wal_checkpoint(TRUNCATE)');
    bytes = content();
    before = await allRows(database);
  });

  const content = (): Buffer | undefined =>
    database instanceof SqliteDatabase ? readFileSync(database.file) : undefined;
  const where = (): string[] => (target ? ['--on', target.url] : []);
  const args = (...more: string[]): string[] => ['--coupon', String(coupon), '--force', ...where(), ...more];
  const small = ['--members', '200', '--presses', '1000', '--connections', '32'];

  async function expectNothingTouched(): Promise<void> {
    expect(await allRows(database)).toEqual(before);
    expect(content()?.equals(bytes!) ?? true).toBe(true);
    expect(target ? await objectsIn(target) : foldersBeside(database)).toEqual([]);
  }

  describe('with 1,000 presses of 200 members for 50 units', () => {
    let run: RehearsalRun;
    let result: Rehearsed;

    beforeAll(async () => {
      run = await rehearse(database.url, args(...small, '--json'));
      result = JSON.parse(run.output) as Rehearsed;
    });

    it('issues exactly 50, before the start none and after them none, and the ledger agrees', () => {
      expect([run.code, result.problems, result.ledger.agrees]).toEqual([0, [], true]);
      expect([result.stockBefore, result.issued, result.stockAfter]).toEqual([50, 50, 0]);
      const { NOT_STARTED = 0, SOLD_OUT = 0, ALREADY_ISSUED = 0, ...others } = result.refused;
      expect([NOT_STARTED > 0, SOLD_OUT > 0, ALREADY_ISSUED > 0, others]).toEqual([true, true, true, {}]);
      expect(50 + NOT_STARTED + SOLD_OUT + ALREADY_ISSUED).toBe(1_000);
    });

    it('says when it was sold out, and how fast it was', () => {
      expect(result.soldOutMs).toBeGreaterThan(0);
      expect(result.pressesPerSecond).toBeGreaterThan(0);
      expectOrdered([result.p50Ms, result.p99Ms, result.maxMs]);
      expect(result.bottleneck.measuredSeconds).toBeGreaterThan(0);
    });

    it('changes nothing in the service’s database, and leaves no copy', expectNothingTouched);
  });

  it('prints a table, and what it has copied', async () => {
    const { code, output } = await rehearse(database.url, args(...small));
    expect([code, output]).toEqual([0, expect.stringContaining('✓ 장부가 맞습니다')]);
    expect(output).toMatch(/매진까지 +\d+\.\d\d초 \(재고 50개/);
    expect(output).toMatch(/^ {2}발급 +50회$/m);
    expect(output).toMatch(/^ {2}거절 SOLD_OUT +\d+회 매진$/m);
    const times = /^ {2}응답 시간 +p50 ([\d.,]+) ms · p99 ([\d.,]+) ms · 최대 ([\d.,]+) ms$/m.exec(output);
    expectOrdered(times!.slice(1).map((ms) => Number(ms.replace(',', ''))));
    expect(output).toMatch(/^ {2}첫 병목 /m);
    expect(output).toMatch(kind === 'sqlite' ? /^복사한 것: 모든 테이블/m : /^복사한 것: 이 쿠폰과 공개된 작품만/m);
  });

  it('unhides and resumes the coupon in the copy, and keeps the limits of the service', async () => {
    const few = ['--members', '20', '--presses', '200', '--connections', '8'];
    const env = { LIMIT_ISSUE: '3/min' };
    const { code, output } = await rehearse(database.url, args('--coupon', String(hidden), ...few), env);
    expect([code, output]).toEqual([0, expect.stringMatching(/거절 THROTTLED +140회 LIMIT_ISSUE를 넘음/)]);
    expect(output).toContain('--members를 늘리세요');
  });

  describe('while it runs', () => {
    const endless = ['--members', '100', '--presses', '1000000', '--seconds', '600'];

    it('has a private copy without any member’s address or login; Ctrl-C ends the service and deletes the copy', async () => {
      const command = startRehearsal(database.url, args(...endless));
      await command.says(/누르는 중/);
      const children = childrenOf(command.pid);
      expect(children).toHaveLength(1);
      await expectPrivate(children[0]!);
      // npm sends a terminal's Ctrl-C once more.
      for (const signal of ['SIGINT', 'SIGINT'] as const) command.kill(signal);
      expect([await command.exited, command.output]).toEqual([2, expect.stringMatching(/중단했습니다\. .+\n$/)]);
      expect(children.filter(isRunning)).toEqual([]);
      await expectNothingTouched();
    });

    it('does not leave the service behind when it is killed', async () => {
      // A killed process cannot delete its copy, so this one is made elsewhere.
      const { url } = target ? database : await copyOf(database);
      const spare = target ? ['--on', (await emptyDatabase('postgres')).url] : [];
      const command = startRehearsal(url, ['--coupon', String(coupon), '--force', ...spare, ...endless]);
      await command.says(/누르는 중/);
      const children = childrenOf(command.pid);
      command.kill('SIGKILL');
      expect(
        await eventually(
          () => Promise.resolve(children.filter(isRunning)),
          ({ length }) => length === 0,
        ),
      ).toEqual([]);
    });
  });

  async function expectPrivate(service: number): Promise<void> {
    const copy = target ?? copyBeside();
    const users = await copy.rows<{ email: string; password: string }>('SELECT "email", "password" FROM "user"');
    expect(users.length).toBeGreaterThanOrEqual(100);
    expect(users.filter(({ email, password }) => !email.endsWith('.invalid') || password !== '!')).toEqual([]);
    expect(await copy.rows('SELECT 1 FROM "session"')).toHaveLength(100);
    expect(readFileSync(`/proc/${service}/environ`, 'utf8')).toContain('\0HOST=127.0.0.1\0');
  }

  function copyBeside(): TestDatabase {
    const [name] = foldersBeside(database);
    const folder = join(dirname((database as SqliteDatabase).file), name!);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const [file] = readdirSync(folder).filter((one) => one.endsWith('.sqlite3'));
    expect(statSync(join(folder, file!)).mode & 0o777).toBe(0o600);
    return new SqliteDatabase(folder, file);
  }

  if (kind === 'postgres')
    it('rehearses with several processes', async () => {
      const { code, output } = await rehearse(database.url, args(...small, '--json'), { WORKERS: '2' });
      expect([code, output]).toEqual([0, expect.stringContaining('"issued":50')]);
      await expectNothingTouched();
    });
  else
    it('ends with 1 if the ledger does not agree', async () => {
      const wrong = await copyOf(database);
      await wrong.execute('UPDATE "coupon" SET "count" = 40 WHERE "id" = $1', [coupon]);
      const { code, output } = await rehearse(wrong.url, args(...small));
      expect([code, output]).toEqual([1, expect.stringContaining('✗ STOCK_NOT_FROM_LEDGER')]);
    });
});

/** A percentile is at most the next one, and no response takes no time. */
function expectOrdered(times: readonly number[]): void {
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(times).toHaveLength(3);
  expect(times[0]).toBeGreaterThan(0);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
