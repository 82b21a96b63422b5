import { join } from 'node:path';
import { distFolder, ServerProcess } from './support/server-process.js';
import { countOf, emptyDatabase, type TestDatabase } from './support/test-database.js';

const UNKNOWN = 'UNAVAILABLE';

describe('Transactions of the server on SQLite', () => {
  let database: TestDatabase;
  let outcomes: Record<string, string>;
  let exitCode: number | null;

  beforeAll(async () => {
    database = await emptyDatabase('sqlite');
    const probe = new ServerProcess({
      env: { DATABASE_URL: database.url, DEMO: 'false' },
      script: join(import.meta.dirname, 'support/transaction-probe.js'),
      args: [distFolder],
    });
    exitCode = await probe.exited;
    const [, printed] = /^outcomes: (.*)$/m.exec(probe.output) ?? [];
    if (!printed) throw new Error(probe.output);
    outcomes = JSON.parse(printed) as Record<string, string>;
  });

  const titles = (pattern: string): Promise<number> => countOf(database, 'work', `"title" LIKE '${pattern}'`);

  it('that break a constraint say which kind, and leave nothing behind', async () => {
    expect(outcomes).toMatchObject({ first: 'committed', conflict: 'SQLITE_CONSTRAINT_UNIQUE' });
    expect(await titles('half of%')).toBe(0);
  });

  it('whose work fails leave nothing behind', async () => {
    expect(outcomes['work that fails']).toBe('ITS_OWN');
    expect(await titles('half')).toBe(0);
  });

  it('whose thread ends are told as unknown, leave nothing half done, and the next ones get a new thread', async () => {
    expect(outcomes).toMatchObject({ 'thread that ends before COMMIT': UNKNOWN, next: 'committed', last: 'committed' });
    expect(await titles('never%')).toBe(0);
    const outcome = outcomes['thread that ends at any time'];
    const written = await titles('race%');
    expect([
      ['committed', 20],
      [UNKNOWN, 0],
      [UNKNOWN, 20],
    ]).toContainEqual([outcome, written]);
  });

  it('see each other whole or not at all, though each has several steps', async () => {
    const rows = await database.rows<{ title: string }>(`SELECT "title" FROM "work" WHERE "title" LIKE '1__'`);
    expect(rows.map(({ title }) => Number(title))).toEqual(Array.from({ length: 15 }, (_, n) => 101 + n));
  });

  it('do not keep the process from ending', () => {
    expect(exitCode).toBe(0);
  });
});
