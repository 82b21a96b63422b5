import Sqlite from 'better-sqlite3';
import { utimesSync } from 'node:fs';
import { wholeDatabase, type WholeDatabase } from './builders/whole-database.js';
import { breakSession, holdChange, waitingForLock } from './faults/held-lock.js';
import { eventually } from './support/eventually.js';
import { migrated } from './support/migrations.js';
import { countsOf, move, startMove } from './support/moved-database.js';
import { onPostgres } from './support/on-each-database.js';
import type { ServerProcess } from './support/server-process.js';
import type { SqliteDatabase } from './support/sqlite-database.js';
import { copyOf, emptyDatabase, type TestDatabase } from './support/test-database.js';

onPostgres('npm run db:move that does not reach its end', rollingBack);

function rollingBack(): void {
  let whole: WholeDatabase;
  let file: string;
  let target: TestDatabase;
  let newDatabase: Record<string, number>;

  beforeAll(async () => {
    whole = await wholeDatabase();
  });

  beforeEach(async () => {
    ({ file } = (await copyOf(whole.database)) as SqliteDatabase);
    target = await emptyDatabase('postgres');
    await migrated(target, 'up');
    newDatabase = await countsOf(target);
  });

  /** Starts a move that waits where it has inserted members, works, coupons and issued coupons. */
  async function halfway(): Promise<{ command: ServerProcess; goOn: () => Promise<void> }> {
    // Who has taken a number of a sequence keeps others from setting it.
    const goOn = await holdChange(target, `SELECT nextval('coupon_user_id_seq')`);
    const command = startMove(file, target.url);
    await command.says(/옮기지 않는 테이블/);
    await waitingForLock(target, 1);
    return { command, goOn };
  }

  const connected = (): Promise<unknown[]> =>
    target.rows(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'toodat move'`,
    );

  async function expectNothing(): Promise<void> {
    await eventually(connected, (sessions) => sessions.length === 0);
    expect(await countsOf(target)).toEqual(newDatabase);
  }

  async function expectToMove(): Promise<void> {
    expect(await move(file, target.url)).toMatchObject({ code: 0 });
    expect((await countsOf(target))['coupon_user']).toBe(6);
  }

  it('writes nothing if it is killed, and can be repeated', async () => {
    const { command, goOn } = await halfway();
    command.kill('SIGKILL');
    await command.exited;
    await expectNothing();
    await goOn();
    await expectToMove();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('writes nothing if it is interrupted by %s', async (signal) => {
    const { command, goOn } = await halfway();
    command.kill(signal);
    expect(await command.exited).toBe(1);
    expect(command.output).toMatch(/중단했습니다\.\n아무것도 옮기지 않았습니다\.\n$/);
    await expectNothing();
    await goOn();
    await expectToMove();
  });

  it('writes nothing if PostgreSQL ends its connection', async () => {
    const { command, goOn } = await halfway();
    await breakSession(target, `application_name = 'toodat move'`);
    expect(await command.exited).toBe(1);
    expect(command.output).toMatch(/연결이 끊겼습니다.*\n아무것도 옮기지 않았습니다\.\n$/);
    await goOn();
    await expectNothing();
  });

  it('keeps everybody else from the source and from writing to the target', async () => {
    const { command, goOn } = await halfway();
    const other = new Sqlite(file, { timeout: 0 });
    expect(() => other.exec('DELETE FROM session')).toThrow('database is locked');
    other.close();
    await expect(
      target.rows(
        `SET lock_timeout = '1ms'; INSERT INTO "work" ("title", "created_at", "updated_at") VALUES ('x', now(), now())`,
      ),
    ).rejects.toThrow(/lock timeout/);
    await goOn();
    expect(await command.exited).toBe(0);
  });

  it('refuses a source whose file was changed meanwhile', async () => {
    const { command, goOn } = await halfway();
    utimesSync(file, new Date(), new Date());
    await goOn();
    expect(await command.exited).toBe(1);
    expect(command.output).toMatch(/옮기는 동안 SQLite 파일이 바뀌었습니다\. 서비스를 멈추고/);
    await expectNothing();
  });

  it('refuses a target that was filled meanwhile', async () => {
    const addMember = `INSERT INTO "user" ("email", "email_key", "password", "created_at", "updated_at")
      VALUES ('first@example.com', 'first@example.com', '!', now(), now())`;
    const goOn = await holdChange(target, addMember);
    const command = startMove(file, target.url);
    await command.says(/옮기지 않는 테이블/);
    await waitingForLock(target, 1);
    await goOn();
    expect(await command.exited).toBe(1);
    expect(command.output).toMatch(/이미 데이터가 있습니다: user 1행\./);
    expect(await countsOf(target)).toEqual({ ...newDatabase, user: 1 });
  });

  const RULES = {
    'lacks a row': [`ON INSERT TO "session" DO INSTEAD NOTHING`, /^ {2}session id=\w+: PostgreSQL에 없습니다$/m],
    'has one row too many': [
      `ON INSERT TO "coupon_usage" DO ALSO INSERT INTO "session" ("id", "data", "expires_at") VALUES ('x', '{}', now())`,
      /^ {2}session: SQLite \d+행, PostgreSQL \d+행$/m,
    ],
    'has another value': [
      `ON INSERT TO "coupon_user" DO ALSO UPDATE "coupon" SET "count" = "count" + 1 WHERE "id" = 1`,
      /^ {2}coupon id=1 count: "100" → "\d+"$/m,
    ],
  } as const;

  it.each(Object.entries(RULES))('rolls back a copy that %s, and says where', async (_, [rule, where]) => {
    await target.execute(`CREATE RULE "disturbing" AS ${rule}`);
    const { code, output } = await move(file, target.url);
    expect([code, output]).toEqual([1, expect.stringMatching(/복사한 행이 원본과 다릅니다\./)]);
    expect(output).toMatch(where);
    expect(output).not.toContain('$argon2');
    await expectNothing();
  });
}
