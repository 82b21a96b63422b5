import fc from 'fast-check';
import type { SqlProgram } from '../../platform/database/sql/statement.js';
import type { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { WorkCatalogReader } from './work-catalog.reader.js';

type Stored = { id: number; title: string; is_hidden: boolean; created_at: string; updated_at: string };
type Change = { kind: 'add' | 'rename' | 'toggle' | 'toggleMany' | 'remove'; at: number };

/** An in-memory table of works, whose revision increases with each change. */
class Table {
  works: Stored[] = [];
  revision = 1;
  reads = 0;
  private nextId = 1;

  apply({ kind, at }: Change): void {
    const index = at % Math.max(1, this.works.length);
    const work = this.works[index];
    if (kind === 'add') for (let more = 0; more < 1 + (at % 700); more++) this.add();
    if (kind === 'rename' && work) work.title = `${work.title}!`;
    if (kind === 'toggle' && work) work.is_hidden = !work.is_hidden;
    if (kind === 'toggleMany') for (const one of this.works.slice(index, index + 800)) one.is_hidden = !one.is_hidden;
    if (kind === 'remove') this.works.splice(index, 1 + (at % 5));
    this.revision += 1;
  }

  get shown(): { id: number; title: string }[] {
    return this.works.filter((work) => !work.is_hidden).map(({ id, title }) => ({ id, title }));
  }

  asTransactions(): Transactions {
    const find = (): SqlProgram<unknown> => finished([{ revision: this.revision }]);
    const rows = ({ parameters: [after, end] }: { parameters: number[] }): SqlProgram<unknown> => {
      this.reads += 1;
      const all = this.works.filter(({ id, is_hidden }) => id > after! && id <= end! && !is_hidden);
      return finished(all.slice(0, 500).map((work) => ({ ...work })));
    };
    const tx = { find, rows } as unknown as Tx;
    const read = (work: (tx: Tx) => SqlProgram<unknown>): Promise<unknown> => Promise.resolve(work(tx).next([]).value);
    return { read } as unknown as Transactions;
  }

  private add(): void {
    const id = this.nextId++;
    const at = '2026-10-01 12:00:00.000';
    this.works.push({ id, title: `작품 ${id}`, is_hidden: false, created_at: at, updated_at: at });
  }
}

// Returns its result without running a statement.
function* finished<T>(value: T): SqlProgram<T> {
  return value;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('add', 'add', 'rename', 'toggle', 'toggleMany', 'remove'),
  at: fc.nat(5_000),
});

describe('WorkCatalogReader', () => {
  it('reads the current works after any changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 4 }), { minLength: 1, maxLength: 6 }), async (rounds) => {
        const table = new Table();
        const reader = new WorkCatalogReader(table.asTransactions());
        for (const changes of rounds) {
          for (const one of changes) table.apply(one);
          const { works, json: answer } = await reader.read();
          expect(works.map(({ id, title }) => ({ id, title }))).toEqual(table.shown);
          const listed = JSON.parse(answer.bytes.toString()) as Record<string, unknown>[];
          expect(listed.map(({ id, title }) => ({ id, title }))).toEqual(table.shown);
          if (listed.length > 0) expect(listed[0]!['created_at']).toBe('2026-10-01T12:00:00.000Z');
        }
      }),
      { numRuns: 20 },
    );
  });

  it('reads no works while the revision is the same', async () => {
    const table = new Table();
    table.apply({ kind: 'add', at: 600 });
    const reader = new WorkCatalogReader(table.asTransactions());
    const first = await reader.read();
    const { reads } = table;
    expect(await reader.read()).toBe(first);
    expect(table.reads).toBe(reads);
  });

  it('reads once for parallel calls, and keeps the parts that did not change', async () => {
    const table = new Table();
    for (const at of [699, 699]) table.apply({ kind: 'add', at });
    const reader = new WorkCatalogReader(table.asTransactions());
    const [first, same] = await Promise.all([reader.read(), reader.read()]);
    expect(same).toBe(first);
    table.apply({ kind: 'rename', at: 0 });
    const renamed = await reader.read();
    expect(renamed.works[0]).not.toBe(first.works[0]);
    expect(renamed.works[1_000]).toBe(first.works[1_000]);
    expect(renamed.json.version).not.toBe(first.json.version);
  });
});
