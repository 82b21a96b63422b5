import Sqlite from 'better-sqlite3';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalFile } from './builders/original-file.js';
import { importing } from './support/importing.js';
import { migrated } from './support/migrations.js';
import { onEachDatabase } from './support/on-each-database.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { countOf, emptyDatabase, type TestDatabase } from './support/test-database.js';

const set = (table: string, id: number, change: string): string => `UPDATE "${table}" SET ${change} WHERE "id" = ${id}`;
const RENAMED = ['user', 'work', 'coupon', 'coupon_user'].map(
  (table) =>
    `ALTER TABLE "${table}" RENAME TO "${table === 'user' ? 'account' : table.split('_')[0]}_${table.replace('_', '')}"`,
);

/** What is wrong in the original's file, and what the refusal says. */
const REFUSED: Readonly<Record<string, readonly [sql: string, sentence: RegExp]>> = {
  'two spellings of one address': [
    set('user', 12, `"email" = 'kim@EXAMPLE.KR'`),
    /한 이메일을 두 가지로 적은 계정.*\(1건\)\n +“Kim@example\.kr” \(id 11\), “kim@EXAMPLE\.KR” \(id 12\)/,
  ],
  'an invalid address': [set('user', 12, `"email" = 'lee at home'`), /유효한 이메일 주소.*\n +id 12 “lee at home”/],
  'an address of 256 characters': [
    set('user', 12, `"email" = printf('%.*c', 244, 'a') || '@example.com'`),
    /회원: .*255 이하.*\n +id 12/,
  ],
  'a hash that the column cannot hold': [set('user', 12, `"password" = char(0)`), /해시가 255자를 넘거나 잘못됨/],
  'a title of 101 characters': [set('work', 3, `"title" = printf('%.*c', 101, 'a')`), /100자를 넘습니다.*\n +id 3/],
  'titles that are equal when normalized': [
    set('work', 3, `"title" = '봄봄'`),
    /같은 제목 \(1건\)\n +“봄봄” \(id 3\), “ +봄봄 ” \(id 8\)/,
  ],
  'a name of 101 characters': [
    set('coupon', 4, `"name" = printf('%.*c', 101, 'a')`),
    /쿠폰: 이름: .*100 이하.*\n +id 4/,
  ],
  'a stock below nothing': [set('coupon', 4, '"count" = -1'), /쿠폰: 재고: .*0보다 크거나 같은지.*\n +id 4/],
  'a negative discount': [set('coupon', 4, '"discount_amount" = -1'), /쿠폰: 할인 금액: .*\n +id 4/],
  'a stock that the ledger’s column cannot hold': [set('coupon', 1, '"count" = 2147483646'), /합이 2,147,483,647/],
  'text instead of a number': [set('coupon', 4, `"count" = 'many'`), /쿠폰: count이\(가\) 숫자가 아님.*\n +id 4/],
  'a code of seven characters': [set('coupon_user', 22, `"code" = 'SEVENCH'`), /8자리가 아님.*\n +id 22 “SEVENCH”/],
  'a code that two have': [
    set('coupon_user', 22, `"code" = 'lastCode'`),
    /쿠폰 번호가 둘 이상.*\n +lastCode: id 22, 40/,
  ],
  'a member who holds two': [set('coupon_user', 22, '"work_id" = 3'), /둘 이상 받음 \(1건\)\n +id 21, 22/],
  'issued coupons of nobody': [
    set('coupon_user', 40, '"user_id" = 99'),
    /없는 회원을 가리킴 \(1건\)\n +id 40 \(user_id 99\)/,
  ],
  'issued coupons for no work': [set('coupon_user', 40, '"work_id" = 99'), /없는 작품을 가리킴/],
  'issued coupons of no coupon': [set('coupon_user', 40, '"coupon_id" = 99'), /없는 쿠폰을 가리킴/],
  'a time with an offset': [
    set('work', 3, `"created_at" = '2023-05-01 12:00:00+00:00'`),
    /시각으로 읽을 수 없음.*\n +id 3/,
  ],
  'a day that does not exist': [set('work', 3, `"created_at" = '2023-02-30 12:00:00'`), /시각으로 읽을 수 없음/],
  'a flag that is neither 0 nor 1': [set('coupon_user', 22, '"is_used" = 2'), /is_used이\(가\) 0이나 1이 아님/],
  'an id below 1': [set('work', 8, '"id" = -8'), /작품: id가 1보다 작거나 없음.*\n +id -8/],
  'a table that is missing': ['DROP TABLE "coupon_user"', /없는 테이블: coupon_user 또는 coupon_couponuser/],
  'a column that is missing': ['ALTER TABLE "coupon_user" DROP COLUMN "code"', /coupon_user에 없는 열.*: code/],
};

/** Problems of different rows, which one file can have together. */
const TOGETHER = [
  'two spellings of one address',
  'a stock below nothing',
  'a code that two have',
  'a time with an offset',
];

onEachDatabase('npm run import:django', (kind) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await emptyDatabase(kind);
  });

  it('lists all problems of a file and writes nothing', async () => {
    await migrated(database, 'up');
    const problems = TOGETHER.map((name) => REFUSED[name]!);
    const { code, output } = await importing(database, originalFile(...problems.map(([sql]) => sql)), '--write');
    expect(code).toBe(1);
    for (const [, sentence] of problems) expect(output).toMatch(sentence);
    for (const table of ['user', 'work', 'coupon', 'coupon_user']) expect(await countOf(database, table)).toBe(0);
  });

  it('accepts Django’s own names of tables, and files without the newer columns of a member', async () => {
    const file = originalFile(
      ...['is_active', 'updated_at'].map((column) => `ALTER TABLE "user" DROP COLUMN "${column}"`),
      'ALTER TABLE "user" RENAME COLUMN "created_at" TO "date_joined"',
      ...RENAMED,
    );
    expect((await importing(database, file, '--write')).code).toBe(0);
    expect(await countOf(database, 'user', `"is_active" AND "created_at" = "updated_at"`)).toBe(3);
    expect(await countOf(database, 'coupon_user')).toBe(3);
  });
});

describe('npm run import:django', () => {
  let target: { url: string };

  beforeAll(() => {
    target = { url: `sqlite:${join(temporaryFolder(), 'toodat.sqlite3')}` };
  });

  const written = (content: string): string => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, content);
    return file;
  };

  it.each(Object.entries(REFUSED))('refuses %s, and creates no database', async (_, [sql, sentence]) => {
    const { code, output } = await importing(target, originalFile(sql), '--write');
    expect([code, output]).toEqual([1, expect.stringMatching(sentence)]);
    expect(output).not.toMatch(/ at .*\.js/);
    expect(existsSync(target.url.slice('sqlite:'.length))).toBe(false);
  });

  it.each([
    ['a path without a file', () => '/nowhere/db.sqlite3', /그런 파일이 없습니다/],
    ['a folder', () => temporaryFolder(), /폴더입니다/],
    ['an empty file', () => written(''), /빈 파일입니다/],
    ['a file of something else', () => written('no database '.repeat(500)), /SQLite 파일이 아닙니다/],
    ['a file that was cut off', () => cutOff(originalFile()), /손상되었습니다/],
  ])('says in a sentence what to do with %s', async (_, file, sentence) => {
    const { code, output } = await importing(target, file(), '--write');
    expect([code, output]).toEqual([1, expect.stringMatching(sentence)]);
    expect(output).toMatch(/^가져오지 않았습니다\. .+\n$/);
  });

  it('says that another program has locked the file', async () => {
    const file = originalFile();
    const other = new Sqlite(file);
    other.exec('BEGIN EXCLUSIVE');
    const { code, output } = await importing(target, file, '--write');
    other.close();
    expect([code, output]).toEqual([1, expect.stringMatching(/다른 프로그램이 쓰고 있습니다\. 원래 서비스를 멈추고/)]);
  });

  it('reads what is in the write-ahead log beside the file', async () => {
    const file = originalFile();
    const original = new Sqlite(file);
    original.pragma('journal_mode = WAL');
    original.exec(`UPDATE "user" SET "email" = 'in the log' WHERE "id" = 12`);
    const { output } = await importing(target, file);
    original.close();
    expect(output).toContain('id 12 “in the log”');
  });

  it('does not take Toodat’s own file, nor the target itself', async () => {
    const own = await emptyDatabase('sqlite');
    await migrated(own, 'up');
    const ownFile = own.url.slice('sqlite:'.length);
    expect((await importing(target, ownFile, '--write')).output).toMatch(/투닷의 데이터베이스입니다/);
    const file = originalFile();
    const { code, output } = await importing({ url: `sqlite:${file}` }, file, '--write');
    expect([code, output]).toEqual([1, expect.stringMatching(/DATABASE_URL이 가져올 파일과 같습니다/)]);
  });

  it.each([[[]], [['a', 'b']], [['--unknown', 'a']], [['a', '--write', '--dry-run']]])(
    'prints its usage for %j',
    async (args) => {
      const { code, output } = await importing(target, ...args);
      expect([code, output]).toEqual([2, expect.stringMatching(/^사용법: /)]);
    },
  );
});

/** The first pages of a database: the file is shorter than its header says. */
function cutOff(file: string): string {
  const copy = join(temporaryFolder(), 'cut.sqlite3');
  copyFileSync(file, copy);
  const database = new Sqlite(copy);
  const bytes = database.serialize();
  database.close();
  writeFileSync(copy, bytes.subarray(0, 4096 + 100));
  return copy;
}
