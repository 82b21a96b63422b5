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

describe('ThreadedSqliteTransactions', () => {
  /** The statements of each message to the thread. */
  let sent: string[];
  /** By statement: what the thread does before it replies. */
  let effects: Record<string, () => Promise<unknown>>;
  let writeLock: WriteLock;
  let transactions: ThreadedSqliteTransactions;

  beforeEach(() => {
    sent = [];
    effects = {};
    const execute = async (statements: readonly Statement[]): Promise<Row[][]> => {
      const all = statements.map(({ sql }) => sql);
      sent.push(all.join(' '));
      for (const sql of all) await effects[sql]?.();
      return all.map((sql) => [{ answer: sql.toUpperCase() }]);
    };
    writeLock = new WriteLock();
    const thread = { execute } as unknown as SqliteWriteConnection;
    const reads = {} as SqliteTransactions;
    transactions = new ThreadedSqliteTransactions({} as DataSource, reads, thread, new TableVersions(), writeLock);
  });

  const failing = (properties: object) => (): Promise<never> =>
    Promise.reject(Object.assign(new Error('the disk'), properties));

  it('sends BEGIN with the first statements, COMMIT with the last, and deferred statements before the others', async () => {
    const work = function* (tx: Tx): SqlProgram<unknown> {
      tx.defer(Object, statement('a'));
      const rows = yield [statement('b'), statement('c')];
      tx.defer(Object, statement('d'));
      return rows;
    };
    expect(await transactions.run(work)).toEqual([[{ answer: 'B' }], [{ answer: 'C' }]]);
    expect(sent).toEqual(['BEGIN IMMEDIATE a b c', 'd COMMIT']);
  });

  it('sends a transaction of one deferred statement in one message', async () => {
    await transactions.run(function* (tx): SqlProgram<void> {
      tx.defer(Object, statement('a'));
    });
    expect(sent).toEqual(['BEGIN IMMEDIATE a COMMIT']);
  });

  it('rolls back if the program throws, and rethrows its error', async () => {
    const refusal = new Error('not today');
    const refused = transactions.run(function* (): SqlProgram<void> {
      yield [statement('a')];
      throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
    expect(sent).toEqual(['BEGIN IMMEDIATE a', 'ROLLBACK']);
  });

  it.each([
    ['a constraint', { code: 'SQLITE_CONSTRAINT_UNIQUE' }, { code: 'SQLITE_CONSTRAINT_UNIQUE' }],
    ['a full disk', { code: 'SQLITE_FULL' }, { code: 'UNAVAILABLE' }],
    ['a disk that fails to sync', { code: 'SQLITE_IOERR_FSYNC' }, { code: 'UNAVAILABLE' }],
  ])('ends a transaction after %s, and runs the next one', async (_, error, expected) => {
    effects['bad'] = failing(error);
    await expect(transactions.run(() => writing('bad'))).rejects.toMatchObject(expected);
    expect(await transactions.run(() => writing('good'))).toBe('good');
    expect(sent).toEqual(['BEGIN IMMEDIATE bad', 'BEGIN IMMEDIATE good', 'COMMIT']);
  });

  it('retries while another process has locked the file, without the write lock between the attempts', async () => {
    let busy = 2;
    effects['BEGIN IMMEDIATE'] = () => (busy-- > 0 ? failing({ code: 'SQLITE_BUSY' })() : Promise.resolve());
    const written = transactions.run(() => writing('a'));
    await writeLock.acquire(() => sent.push('another writer'), 0);
    expect(await written).toBe('a');
    expect(sent).toEqual(['BEGIN IMMEDIATE a', 'another writer', 'BEGIN IMMEDIATE a', 'BEGIN IMMEDIATE a', 'COMMIT']);
  });

  it('runs transactions one after the other, and other writers wait for one of them at most', async () => {
    const first = transactions.run(() => writing('a1', 'a2'));
    const others = ['b', 'c', 'd'].map((name) => transactions.run(() => writing(`${name}1`, `${name}2`)));
    const issuing = writeLock.acquire(() => sent.push('a batch of presses'));
    await Promise.all([first, ...others, issuing]);
    const whole = (name: string): string[] => [`BEGIN IMMEDIATE ${name}1`, `${name}2`, 'COMMIT'];
    expect(sent).toEqual([...whole('a'), 'a batch of presses', ...whole('b'), ...whole('c'), ...whole('d')]);
  });

  describe('on a disk that does not answer', () => {
    let answer: () => void;

    beforeEach(() => {
      jest.useFakeTimers();
      const hanging = new Promise<void>((resolve) => (answer = resolve));
      effects['COMMIT'] = effects['slow'] = () => hanging;
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    const isUnknown = (written: Promise<string>): Promise<void> =>
      expect(written).rejects.toMatchObject({ code: 'UNAVAILABLE' });

    it('refuses a transaction and those behind it after the time limit', async () => {
      const unknown = ['a', 'b', 'c'].map((name) => isUnknown(transactions.run(() => writing(name))));
      await jest.advanceTimersByTimeAsync(LATE_MS);
      await Promise.all(unknown);
      expect(sent).toEqual(['BEGIN IMMEDIATE a', 'COMMIT']);
    });

    it('rolls back when the disk answers, unless COMMIT was sent', async () => {
      const unknown = isUnknown(transactions.run(() => writing('slow', 'never')));
      await jest.advanceTimersByTimeAsync(LATE_MS);
      await unknown;
      answer();
      await jest.advanceTimersByTimeAsync(1);
      expect(sent).toEqual(['BEGIN IMMEDIATE slow', 'ROLLBACK']);
      delete effects['COMMIT'];
      expect(await transactions.run(() => writing('next'))).toBe('next');
    });
  });
});
