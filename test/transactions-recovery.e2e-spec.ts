import { holdAdvisoryLock, waitingForLock, WAIT_FOR_TEST } from './faults/held-lock.js';
import { proxiedDatabase } from './faults/proxied-database.js';
import { Application } from './support/application.js';
import { onPostgres } from './support/on-each-database.js';
import type { TcpProxy } from './support/tcp-proxy.js';
import { insertRow, type TestDatabase } from './support/test-database.js';

const UNKNOWN = { code: 'UNAVAILABLE' };

const aWork = (database: TestDatabase, title: string): Promise<number> =>
  insertRow(database, 'work', { title, created_at: new Date(), updated_at: new Date() });

const titlesIn = async (database: TestDatabase): Promise<string[]> => {
  const rows = await database.rows<{ title: string }>('SELECT "title" FROM "work" ORDER BY "id"');
  return rows.map(({ title }) => title);
};

const insert = (application: Application, ...titles: string[]): Promise<unknown> =>
  application.run(
    ({ transactions, Work, newWork }, all) =>
      transactions.run(function* (tx) {
        for (const title of all) yield* tx.insert(Work, [newWork(title)]);
      }),
    titles,
  );

function withPostgres(): void {
  let application: Application;
  let database: TestDatabase;
  let proxy: TcpProxy;

  beforeAll(async () => {
    [database, proxy] = await proxiedDatabase();
    application = await Application.start(database);
    // Its own COMMIT every few seconds must not be the one that is cut off.
    await application.service<{ onApplicationShutdown(): void }>('ReadinessService').onApplicationShutdown();
  });
  beforeEach(() => database.execute('DELETE FROM "work"'));

  it('in a deadlock are both committed: the one that PostgreSQL ended is run again from its start', async () => {
    const works = [await aWork(database, 'a'), await aWork(database, 'b')];
    const release = await holdAdvisoryLock(database);
    const attempts = application.run(
      async ({ transactions, Work }, { ids: [a, b], wait }) => {
        let begun = 0;
        const lockBoth = (first: number, second: number): Promise<void> =>
          transactions.run(function* (tx) {
            begun += 1;
            yield* tx.lock(Work, { id: first });
            yield wait;
            const [row] = yield* tx.lock(Work, { id: second });
            yield* tx.update(Work, { id: second }, { title: `${row!.title}+` });
          });
        await Promise.all([lockBoth(a!, b!), lockBoth(b!, a!)]);
        return begun;
      },
      { ids: works, wait: WAIT_FOR_TEST },
    );
    await waitingForLock(database, 2);
    await release();
    expect(await attempts).toBe(3);
    expect(await titlesIn(database)).toEqual(['a+', 'b+']);
  });

  it('that fail to serialize are run again from their start', async () => {
    const id = await aWork(database, 'mine');
    const release = await holdAdvisoryLock(database);
    const attempts = application.run(
      async ({ transactions, Work }, { work, wait }) => {
        let begun = 0;
        await transactions.run(function* (tx) {
          begun += 1;
          yield* tx.rows({ sql: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ', parameters: [] });
          const [row] = yield* tx.find(Work, { id: work });
          yield wait;
          yield* tx.update(Work, { id: work }, { title: `${row!.title}+` });
        });
        return begun;
      },
      { work: id, wait: WAIT_FOR_TEST },
    );
    await waitingForLock(database, 1);
    await database.execute(`UPDATE "work" SET "title" = 'theirs' WHERE "id" = $1`, [id]);
    await release();
    expect(await attempts).toBe(2);
    expect(await titlesIn(database)).toEqual(['theirs+']);
  });

  it('that conflict four times are given up with UNAVAILABLE', async () => {
    const [code, begun] = await application.run(async ({ transactions }) => {
      let attempts = 0;
      const conflict = transactions.run(function* (tx) {
        attempts += 1;
        yield* tx.rows({ sql: `DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`, parameters: [] });
      });
      const refused = await conflict.catch((error: { code: string }) => error.code);
      return [refused, attempts] as const;
    });
    expect([code, begun]).toEqual(['UNAVAILABLE', 4]);
  });

  it.each([
    ['before PostgreSQL receives it', 'before they arrive', []],
    ['after PostgreSQL answers it', 'after they are answered', ['unknown']],
  ] as const)('whose connection is cut at COMMIT %s reject with UNAVAILABLE', async (_, when, committed) => {
    const cut = proxy.cutAt('COMMIT', when, 'COMMIT');
    await expect(insert(application, 'unknown')).rejects.toMatchObject(UNKNOWN);
    await cut;
    expect(await titlesIn(database)).toEqual(committed);
    await insert(application, 'next');
    expect(await titlesIn(database)).toEqual([...committed, 'next']);
  });

  it('end as usual on connections that are replaced meanwhile, and later ones use others', async () => {
    const connections = async (): Promise<number[]> => {
      const sql = `SELECT "pid" FROM pg_stat_activity WHERE "application_name" LIKE 'toodat%' AND datname = current_database()`;
      return (await database.rows<{ pid: number }>(sql)).map(({ pid }) => pid);
    };
    const release = await holdAdvisoryLock(database);
    const running = application.run(
      ({ transactions, Work, newWork }, wait) =>
        transactions.run(function* (tx) {
          yield* tx.insert(Work, [newWork('running')]);
          yield wait;
        }),
      WAIT_FOR_TEST,
    );
    await waitingForLock(database, 1);
    await application.run(({ transactions, Work }) => transactions.read((tx) => tx.find(Work, {})));
    const before = await connections();
    expect(before.length).toBeGreaterThan(1);
    await application.service<{ renew(): void }>('PooledConnections').renew();
    await release();
    await running;
    expect(await titlesIn(database)).toEqual(['running']);
    const later = await application.run(({ transactions }, count) => {
      const sql = 'SELECT pg_backend_pid() AS pid';
      const one = (): Promise<readonly Record<string, unknown>[]> =>
        transactions.read((tx) => tx.rows({ sql, parameters: [] }));
      return Promise.all(Array.from({ length: count }, one));
    }, before.length);
    expect(later.flat().filter(({ pid }) => before.includes(pid as number))).toEqual([]);
  });

  it('whose COMMIT PostgreSQL answers with ROLLBACK reject with UNAVAILABLE', async () => {
    const changed = proxy.changeNext('COMMIT', 'ABORT ');
    await expect(insert(application, 'rolled back')).rejects.toMatchObject(UNKNOWN);
    await changed;
    expect(await titlesIn(database)).toEqual([]);
  });
}

onPostgres('Transactions on PostgreSQL', withPostgres);

describe('Transactions on SQLite', () => {
  let application: Application;
  let database: TestDatabase;

  beforeAll(async () => {
    application = await Application.start('sqlite');
    database = application.database;
  });
  beforeEach(() => database.execute('DELETE FROM "work"'));

  it('whose thread ends before COMMIT reject with UNAVAILABLE and write nothing; the next ones get a new thread', async () => {
    const interrupted = application.run(({ transactions, Work, newWork, endThread }) =>
      transactions.run(function* (tx) {
        yield* tx.insert(Work, [newWork('never')]);
        void endThread('write.thread.js');
        yield* tx.insert(Work, [newWork('never either')]);
      }),
    );
    await expect(interrupted).rejects.toMatchObject(UNKNOWN);
    await insert(application, 'next');
    expect(await titlesIn(database)).toEqual(['next']);
  });

  it.each([0, 1, 2, 4])('whose thread ends after %d ms are committed whole or not at all', async (milliseconds) => {
    const titles = Array.from({ length: 20 }, (_, n) => `race ${n}`);
    const ending = application.run(({ endThread }, ms) => {
      setTimeout(() => void endThread('write.thread.js'), ms);
      return Promise.resolve();
    }, milliseconds);
    const outcome = await insert(application, ...titles).then(
      () => 'committed',
      ({ code }: { code: string }) => code,
    );
    await ending;
    const written = await titlesIn(database);
    expect([
      ['committed', titles],
      ['UNAVAILABLE', titles],
      ['UNAVAILABLE', []],
    ]).toContainEqual([outcome, written]);
  });
});
