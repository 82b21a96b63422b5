import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { CreateTables1795305600000 } from '../../migrations/1795305600000-create-tables.js';
import { AddAuditLog1795478880000 } from '../../migrations/1795478880000-add-audit-log.js';
import { SERVICE } from '../../platform/audit-log/actor.js';
import { AuditEntry } from '../../platform/audit-log/audit-entry.entity.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import { TableVersions } from '../../platform/database/table-versions.js';
import { SqliteTransactions } from '../../platform/database/sqlite/sqlite-transactions.js';
import { WriteLock } from '../../platform/database/sqlite/write-lock.js';
import type { Statement, SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { Work } from '../work.entity.js';
import { WorksImportService } from './works-import.service.js';

const NOW = new Date('2026-05-01T03:00:00.123Z');
const clock = { now: () => NOW };
const csv = (...titles: string[]): Buffer => Buffer.from(['title', ...titles, ''].join('\n'));
const messy = readFileSync(`${import.meta.dirname}/../../../test/fixtures/works-messy.csv`);

let folder: string;
let dataSource: DataSource;
let transactions: Transactions;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'toodat-import-'));
  dataSource = await new DataSource({
    type: 'better-sqlite3',
    database: join(folder, 'works.sqlite3'),
    entities: [Work, AuditEntry],
    migrations: [CreateTables1795305600000, AddAuditLog1795478880000],
  }).initialize();
  await dataSource.runMigrations();
  transactions = new SqliteTransactions(dataSource, new TableVersions(), new WriteLock());
});
afterEach(async () => {
  await dataSource.destroy();
  rmSync(folder, { recursive: true });
});

const works = (through: Transactions = transactions): WorksImportService =>
  new WorksImportService(through, new AuditLog(clock), clock);
const titles = async (): Promise<string[]> =>
  (await dataSource.getRepository(Work).find({ order: { id: 'ASC' } })).map(({ title }) => title);

describe('WorksImportService', () => {
  it('previews without writing', async () => {
    const plan = await works().preview(csv('a', 'b'));
    expect(plan.newTitles).toHaveLength(2);
    expect(await titles()).toEqual([]);
  });

  it('writes the titles in the order of the file, at the time of the clock', async () => {
    const plan = await works().apply(csv('나', '가', '다'), SERVICE);
    expect(plan.newTitles.map(({ title }) => title)).toEqual(['나', '가', '다']);
    expect(await titles()).toEqual(['나', '가', '다']);
    const [work] = await dataSource.getRepository(Work).find();
    expect([work!.createdAt, work!.updatedAt, work!.isHidden]).toEqual([NOW, NOW, false]);
  });

  it('adds only new titles, and nothing when run again', async () => {
    await works().apply(csv('a'), SERVICE);
    expect(await works().apply(csv('a', 'b'), SERVICE)).toMatchObject({
      newTitles: [{ title: 'b' }],
      existing: [{ title: 'a' }],
    });
    expect(await works().apply(csv('a', 'b'), SERVICE)).toMatchObject({ newTitles: [] });
    expect(await titles()).toEqual(['a', 'b']);
  });

  it('writes nothing at all when a line is refused', async () => {
    await expect(works().apply(messy, SERVICE)).rejects.toMatchObject({
      code: 'REFUSED_LINES',
      kind: 'invalid',
      body: { detail: { ko: '가져올 수 없는 줄이 2개 있어 아무것도 저장하지 않았습니다.' } },
    });
    expect(await titles()).toEqual([]);
  });

  it('skips the refused lines with `skipRefused`', async () => {
    const plan = await works().apply(messy, SERVICE, { skipRefused: true });
    expect(plan.newTitles).toHaveLength(13);
    expect(await titles()).toEqual(plan.newTitles.map(({ title }) => title));
    expect(await works().preview(messy)).toMatchObject({
      newTitles: [],
      existing: plan.newTitles.map(({ line, title }) => ({ line, title })),
    });
  });

  it('hides works that are new, and leaves existing ones as they are', async () => {
    await works().apply(csv('a'), SERVICE);
    await works().apply(Buffer.from('title,hidden\na,true\nb,true\nc,false\n'), SERVICE);
    const stored = await dataSource.getRepository(Work).find({ order: { id: 'ASC' } });
    expect(stored.map(({ title, isHidden }) => [title, isHidden])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
  });

  it('imports more rows than one statement can insert', async () => {
    const many = Array.from({ length: 40_000 }, (_, i) => `작품 ${i}`);
    await works().apply(csv(...many), SERVICE);
    expect(await titles()).toEqual(many);
  });

  it('is rolled back when the process fails between statements', async () => {
    const many = Array.from({ length: 1_200 }, (_, i) => `작품 ${i}`);
    const failing = new Interrupted(1, () => {
      throw new Error('power cut');
    });
    await expect(works(failing).apply(csv(...many), SERVICE)).rejects.toThrow('power cut');
    expect(await titles()).toEqual([]);
  });

  it('is rolled back when one of its statements fails', async () => {
    const many = Array.from({ length: 5_000 }, (_, i) => `작품 ${i}`);
    await dataSource.query(
      `CREATE TRIGGER no_room BEFORE INSERT ON work WHEN NEW.title = '작품 4999' BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    );
    await expect(works().apply(csv(...many), SERVICE)).rejects.toMatchObject({ message: 'no room' });
    expect(await titles()).toEqual([]);
  });

  it('reports titles that another import wrote at the same time as existing, and stores them once', async () => {
    const meanwhile = new Interrupted(0, () => ({
      sql: 'INSERT INTO work (title, created_at, updated_at) VALUES (?, ?, ?)',
      parameters: ['b', '2026-05-01', '2026-05-01'],
    }));
    const plan = await works(meanwhile).apply(csv('a', 'b', 'c'), SERVICE);
    expect(plan).toMatchObject({ newTitles: [{ title: 'a' }, { title: 'c' }], existing: [{ line: 3, title: 'b' }] });
    expect((await titles()).sort()).toEqual(['a', 'b', 'c']);
  });
});

/** Runs an extra statement after a number of steps of the transaction, as a concurrent writer would. */
class Interrupted extends Transactions {
  constructor(
    private readonly after: number,
    private readonly happening: () => Statement,
  ) {
    super();
  }

  run<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    return transactions.run((tx) => this.interrupt(work(tx)));
  }

  read<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    return transactions.read(work);
  }

  private *interrupt<T>(steps: SqlProgram<T>): SqlProgram<T> {
    let step = steps.next([]);
    let done = 0;
    for (; !step.done; done++) {
      if (done === this.after) yield [this.happening()];
      step = steps.next(yield step.value);
    }
    if (done === this.after) yield [this.happening()];
    return step.value;
  }
}
