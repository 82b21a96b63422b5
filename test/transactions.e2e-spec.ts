import { holdRows, waitingForLock } from './faults/held-lock.js';
import { Application } from './support/application.js';
import { onEachDatabase } from './support/on-each-database.js';
import { insertRow, type DatabaseKind, type TestDatabase } from './support/test-database.js';

const insertion = (title: string): { sql: string; parameters: unknown[] } => ({
  sql: `INSERT INTO "work" ("title", "created_at", "updated_at") VALUES ('${title}', '2026-01-01', '2026-01-01')`,
  parameters: [],
});

/** What every implementation of `Transactions` must do. How each of them recovers: transactions-recovery.e2e-spec.ts. */
function contract(kind: DatabaseKind, onThisThread = false): void {
  let application: Application;
  let database: TestDatabase;

  beforeAll(async () => {
    application = await Application.start(kind, { onThisThread });
    database = application.database;
  });
  beforeEach(() => database.execute('DELETE FROM "work"'));

  /** Read on a connection of the test's own. */
  const titles = async (): Promise<string[]> => {
    const rows = await database.rows<{ title: string }>('SELECT "title" FROM "work" ORDER BY "id"');
    return rows.map(({ title }) => title);
  };
  const aWork = (title: string): Promise<number> =>
    insertRow(database, 'work', { title, created_at: new Date(), updated_at: new Date() });

  it('commit before they resolve, and resolve with what the work returns', async () => {
    const result = await application.run(({ transactions, Work, newWork }) =>
      transactions.run(function* (tx) {
        const [id] = yield* tx.insert(Work, [newWork('committed')]);
        return yield* tx.find(Work, { id: id! });
      }),
    );
    expect(result).toMatchObject([{ title: 'committed', isHidden: false }]);
    expect(await titles()).toEqual(['committed']);
  });

  it('roll back when the work throws, reject with the same error, and leave nothing to the next one', async () => {
    const isSame = await application.run(({ transactions, Work, newWork }) => {
      const refusal = new Error('refused by the work');
      const refused = transactions.run(function* (tx) {
        yield* tx.insert(Work, [newWork('rolled back')]);
        throw refusal;
      });
      return refused.then(
        () => false,
        (error: unknown) => error === refusal,
      );
    });
    expect(isSame).toBe(true);
    await application.run(({ transactions, Work, newWork }) =>
      transactions.run((tx) => tx.insert(Work, [newWork('next')])),
    );
    expect(await titles()).toEqual(['next']);
  });

  it('roll back when a statement violates a constraint, and the next transaction commits', async () => {
    await aWork('taken');
    const duplicate = application.run(({ transactions, Work, newWork }) =>
      transactions.run(function* (tx) {
        yield* tx.insert(Work, [newWork('rolled back')]);
        yield* tx.insert(Work, [newWork('taken')]);
      }),
    );
    const code = kind === 'postgres' ? '23505' : 'SQLITE_CONSTRAINT_UNIQUE';
    await expect(duplicate).rejects.toMatchObject({ code });
    await application.run(({ transactions, Work, newWork }) =>
      transactions.run((tx) => tx.insert(Work, [newWork('next')])),
    );
    expect(await titles()).toEqual(['taken', 'next']);
  });

  it('run the programs of all() in their order, and give each its own rows', async () => {
    const results = await application.run(({ transactions, Work, newWork, all }) =>
      transactions.run(function* (tx) {
        function* insertAndFind(title: string) {
          const [id] = yield* tx.insert(Work, [newWork(title)]);
          return (yield* tx.find(Work, { id: id! })).map((row) => row.title);
        }
        return yield* all(
          insertAndFind('a'),
          tx.find(Work, { title: 'a' }),
          tx.find(Work, { title: 'b' }),
          insertAndFind('b'),
        );
      }),
    );
    // The second program is sent behind the insertion of 'a', the third ahead of the insertion of 'b'.
    expect(results).toMatchObject([['a'], [{ title: 'a' }], [], ['b']]);
  });

  it('run a deferred statement ahead of the next one, at the latest before COMMIT', async () => {
    const seen = await application.run(
      ({ transactions, Work }, [first, second]) =>
        transactions.run(function* (tx) {
          tx.defer(Work, first!);
          const rows = yield* tx.find(Work, {});
          tx.defer(Work, second!);
          return rows.map(({ title }) => title);
        }),
      [insertion('ahead of a statement'), insertion('ahead of COMMIT')],
    );
    expect(seen).toEqual(['ahead of a statement']);
    expect(await titles()).toEqual(['ahead of a statement', 'ahead of COMMIT']);
  });

  it('roll back when a deferred statement fails', async () => {
    await aWork('taken');
    const failed = application.run(
      ({ transactions, Work, newWork }, duplicate) =>
        transactions.run(function* (tx) {
          yield* tx.insert(Work, [newWork('rolled back')]);
          tx.defer(Work, duplicate);
        }),
      insertion('taken'),
    );
    await expect(failed).rejects.toThrow();
    expect(await titles()).toEqual(['taken']);
  });

  it('exclude each other from a locked row until they end', async () => {
    const id = await aWork('100');
    // Each reads the number and writes it back plus 1; every fourth is rolled back.
    await application.run(
      ({ transactions, Work }, work) =>
        Promise.allSettled(
          Array.from({ length: 20 }, (_, n) =>
            transactions.run(function* (tx) {
              const [row] = yield* tx.lock(Work, { id: work });
              yield* tx.update(Work, { id: work }, { title: String(Number(row!.title) + 1) });
              if (n % 4 === 3) throw new Error('rolled back');
            }),
          ),
        ),
      id,
    );
    expect(await titles()).toEqual(['115']);
  });

  describe('beside another process that locks the row', () => {
    let work: number;
    let release: () => Promise<void>;

    beforeEach(async () => {
      work = await aWork('before');
      release = await holdRows(database, `"work" WHERE "id" = ${work}`);
    });

    const read = (): Promise<string[]> =>
      application.run(({ transactions, Work }) =>
        transactions.read(function* (tx) {
          return (yield* tx.find(Work, {})).map(({ title }) => title);
        }),
      );
    const rename = (): Promise<unknown> =>
      application.run(
        ({ transactions, Work }, id) =>
          transactions.run(function* (tx) {
            yield* tx.lock(Work, { id: id });
            yield* tx.update(Work, { id: id }, { title: 'after' });
          }),
        work,
      );

    it('read() returns what is committed, without waiting', async () => {
      expect(await read()).toEqual(['before']);
      await release();
    });

    it('run() waits for it, and then commits', async () => {
      const renamed = rename();
      // The application takes calls in their order, so once this read is answered, the rename has begun.
      expect(await read()).toEqual(['before']);
      if (kind === 'postgres') await waitingForLock(database, 1);
      await release();
      await renamed;
      expect(await titles()).toEqual(['after']);
    });

    it('run() rejects with UNAVAILABLE when it has to wait for too long', async () => {
      await expect(rename()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await release();
      expect(await titles()).toEqual(['before']);
    });
  });

  it('keep nothing open that would keep the process from ending', async () => {
    expect(await application.close()).toBe(0);
  });
}

onEachDatabase('Transactions', (kind) => contract(kind));
describe("Transactions on SQLite on the caller's thread", () => contract('sqlite', true));
