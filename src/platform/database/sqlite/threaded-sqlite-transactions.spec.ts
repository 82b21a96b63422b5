import { jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { TableVersions } from '../table-versions.js';
import type { SqliteTransactions } from './sqlite-transactions.js';
import type { SqliteWriteConnection } from './sqlite-write-connection.js';
import type { Row, Statement, SqlProgram } from '../sql/statement.js';
import { ThreadedSqliteTransactions } from './threaded-sqlite-transactions.js';
import type { Tx } from '../tx.js';
import { WriteLock } from './write-lock.js';

const LATE_MS = 10_000;

const statement = (sql: string): Statement => ({ sql, parameters: [] });

function* writing(...texts: string[]): SqlProgram<string> {
  for (const text of texts) yield [statement(text)];
  return texts.join();
}

describe('Transactions on the thread that writes to SQLite', () => {
  let asked: string[];
  /** What the thread does with the statement of that name, instead of replying at once. */
  let happens: Record<string, () => Promise<unknown>>;
  let writeLock: WriteLock;
  let transactions: ThreadedSqliteTransactions;

  beforeEach(() => {
    asked = [];
    happens = {};
    const execute = async (statements: readonly Statement[]): Promise<Row[][]> => {
      const all = statements.map(({ sql }) => sql);
      asked.push(all.join(' '));
      for (const sql of all) await happens[sql]?.();
      return all.map((sql) => [{ answer: sql.toUpperCase() }]);
    };
    writeLock = new WriteLock();
    const thread = { execute } as unknown as SqliteWriteConnection;
    const reads = {} as SqliteTransactions;
    transactions = new ThreadedSqliteTransactions({} as DataSource, reads, thread, new TableVersions(), writeLock);
  });

  const failing = (properties: object) => (): Promise<never> =>
    Promise.reject(Object.assign(new Error('the disk'), properties));

  it('send BEGIN with the first statements, COMMIT with the last, and what was deferred ahead of either', async () => {
    const work = function* (tx: Tx): SqlProgram<unknown> {
      tx.defer(Object, statement('a'));
      const rows = yield [statement('b'), statement('c')];
      tx.defer(Object, statement('d'));
      return rows;
    };
    expect(await transactions.run(work)).toEqual([[{ answer: 'B' }], [{ answer: 'C' }]]);
    expect(asked).toEqual(['BEGIN IMMEDIATE a b c', 'd COMMIT']);
  });

  it('of one deferred statement are sent at once', async () => {
    await transactions.run(function* (tx): SqlProgram<void> {
      tx.defer(Object, statement('a'));
    });
    expect(asked).toEqual(['BEGIN IMMEDIATE a COMMIT']);
  });

  it('are rolled back when the work fails, which is told as it was', async () => {
    const refusal = new Error('not today');
    const refused = transactions.run(function* (): SqlProgram<void> {
      yield [statement('a')];
      throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
    expect(asked).toEqual(['BEGIN IMMEDIATE a', 'ROLLBACK']);
  });

  it.each([
    ['a constraint', { code: 'SQLITE_CONSTRAINT_UNIQUE' }, { code: 'SQLITE_CONSTRAINT_UNIQUE' }],
    ['a full disk', { code: 'SQLITE_FULL' }, { code: 'UNAVAILABLE' }],
    ['a disk that fails to sync', { code: 'SQLITE_IOERR_FSYNC' }, { code: 'UNAVAILABLE' }],
  ])('that meet %s end, and the next one begins', async (_, error, told) => {
    happens['bad'] = failing(error);
    await expect(transactions.run(() => writing('bad'))).rejects.toMatchObject(told);
    expect(await transactions.run(() => writing('good'))).toBe('good');
    expect(asked).toEqual(['BEGIN IMMEDIATE bad', 'BEGIN IMMEDIATE good', 'COMMIT']);
  });

  it('begin again when another process holds the file, and let others of this process write meanwhile', async () => {
    let busy = 2;
    happens['BEGIN IMMEDIATE'] = () => (busy-- > 0 ? failing({ code: 'SQLITE_BUSY' })() : Promise.resolve());
    const written = transactions.run(() => writing('a'));
    await writeLock.acquire(() => asked.push('somebody else'), 0);
    expect(await written).toBe('a');
    expect(asked).toEqual(['BEGIN IMMEDIATE a', 'somebody else', 'BEGIN IMMEDIATE a', 'BEGIN IMMEDIATE a', 'COMMIT']);
  });

  it('come one after the other, whole, and other writers wait for one of them at most', async () => {
    const first = transactions.run(() => writing('a1', 'a2'));
    const others = ['b', 'c', 'd'].map((name) => transactions.run(() => writing(`${name}1`, `${name}2`)));
    const issuing = writeLock.acquire(() => asked.push('a batch of presses'));
    await Promise.all([first, ...others, issuing]);
    const whole = (name: string): string[] => [`BEGIN IMMEDIATE ${name}1`, `${name}2`, 'COMMIT'];
    expect(asked).toEqual([...whole('a'), 'a batch of presses', ...whole('b'), ...whole('c'), ...whole('d')]);
  });

  describe('on a disk that hangs', () => {
    let goOn: () => void;

    beforeEach(() => {
      jest.useFakeTimers();
      const hanging = new Promise<void>((resolve) => (goOn = resolve));
      happens['COMMIT'] = happens['slow'] = () => hanging;
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    const isUnknown = (written: Promise<string>): Promise<void> =>
      expect(written).rejects.toMatchObject({ code: 'UNAVAILABLE' });

    it('are told as unknown after a while, as are those behind them', async () => {
      const unknown = ['a', 'b', 'c'].map((name) => isUnknown(transactions.run(() => writing(name))));
      await jest.advanceTimersByTimeAsync(LATE_MS);
      await Promise.all(unknown);
      expect(asked).toEqual(['BEGIN IMMEDIATE a', 'COMMIT']);
    });

    it('are rolled back once the disk goes on, unless COMMIT was sent', async () => {
      const unknown = isUnknown(transactions.run(() => writing('slow', 'never')));
      await jest.advanceTimersByTimeAsync(LATE_MS);
      await unknown;
      goOn();
      await jest.advanceTimersByTimeAsync(1);
      expect(asked).toEqual(['BEGIN IMMEDIATE slow', 'ROLLBACK']);
      delete happens['COMMIT'];
      expect(await transactions.run(() => writing('next'))).toBe('next');
    });
  });
});
