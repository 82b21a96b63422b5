import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_INTEGER } from '../../platform/database/columns/max-integer.js';
import type { Row, SqlProgram } from '../../platform/database/sql/statement.js';
import type { Transactions } from '../../platform/database/transactions.js';
import { versionOf } from '../../platform/cache/cached-json.js';
import { PART_SIZE, partOf, PARTS_OF_WORKS, type ReadPart } from './work-catalog.parts.js';
import { WorkCatalog } from './work-catalog.js';
import type { Work } from '../work.entity.js';
import { WorkRevision } from './work-revision.entity.js';

/** If the works change during each attempt, the last result is returned, and the next call reads the works again. */
const MAX_ATTEMPTS = 3;

/** Number of parts that are joined in one turn of the event loop. */
const PARTS_PER_TURN = 5;

type Read = { readonly revision: number; readonly catalog: WorkCatalog };

/**
 * Reads the catalog in parts and yields to the event loop between them. A part is rebuilt only if one of its works has
 * changed.
 */
export class WorkCatalogReader {
  private last: Read | undefined;
  /** Started after its revision was committed, so the result is valid for every call that sees the same revision. */
  private reading: { readonly revision: number; readonly catalog: Promise<WorkCatalog> } | undefined;
  private parts: readonly ReadPart[] = [];

  constructor(private readonly transactions: Transactions) {}

  /** @returns the same object until a work changes */
  async read(): Promise<WorkCatalog> {
    const revision = await this.revision();
    if (this.last?.revision === revision) return this.last.catalog;
    if (this.reading?.revision === revision) return this.reading.catalog;
    const reading = { revision, catalog: this.readFrom(revision) };
    this.reading = reading;
    try {
      return await reading.catalog;
    } finally {
      if (this.reading === reading) this.reading = undefined;
    }
  }

  private async readFrom(before: number): Promise<WorkCatalog> {
    let revision = before;
    for (let attempt = 1; ; attempt++) {
      const catalog = await this.readAll();
      const after = await this.revision();
      if (after === revision || attempt === MAX_ATTEMPTS) {
        this.last = { revision, catalog };
        return catalog;
      }
      revision = after;
    }
  }

  private revision(): Promise<number> {
    return this.transactions.read(function* (tx): SqlProgram<number> {
      const [row] = yield* tx.find(WorkRevision, { id: 1 });
      return row!.revision;
    });
  }

  private async readAll(): Promise<WorkCatalog> {
    const previous = new Map(this.parts.map((part) => [part.firstId, part]));
    // A part keeps its maximum id, so that a change in one part does not move the others. Only the last part may grow.
    const ends = this.parts.slice(0, -1).map(({ lastId }) => lastId);
    const parts: ReadPart[] = [];
    for (let after = 0; ;) {
      while (ends[0]! <= after) ends.shift();
      const [end] = ends;
      const rows = await this.rows(after, end);
      if (rows.length > 0) parts.push(partOf(rows, previous));
      const isFull = rows.length === PART_SIZE;
      if (!isFull && end === undefined) break;
      after = isFull ? parts.at(-1)!.lastId : end!;
      await nextTurn();
    }
    this.parts = parts;
    return this.joined(parts);
  }

  private rows(after: number, end: number | undefined): Promise<readonly Row[]> {
    const parameters = [after, end ?? MAX_INTEGER];
    return this.transactions.read((tx) => tx.rows({ sql: PARTS_OF_WORKS, parameters }));
  }

  private async joined(parts: readonly ReadPart[]): Promise<WorkCatalog> {
    const hash = createHash('sha256');
    const works: Work[] = [];
    const length = parts.reduce((sum, { json }) => sum + json.length, 2 + Math.max(0, parts.length - 1));
    // Not `Buffer.concat`, because the first access to megabytes of new memory would block the event loop.
    const bytes = Buffer.allocUnsafeSlow(length);
    let hashed = 0;
    let end = bytes.write('[');
    for (const [index, part] of parts.entries()) {
      if (index > 0) end += bytes.write(',', end);
      end += part.json.copy(bytes, end);
      hash.update(bytes.subarray(hashed, end));
      hashed = end;
      works.push(...part.works);
      if (index % PARTS_PER_TURN === PARTS_PER_TURN - 1) await nextTurn();
    }
    bytes.write(']', end);
    hash.update(bytes.subarray(hashed));
    return new WorkCatalog(parts, works, { bytes, version: versionOf(hash) });
  }
}
