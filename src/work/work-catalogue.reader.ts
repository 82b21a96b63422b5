import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { place } from '../platform/database/in-list.js';
import type { Step } from '../platform/database/statement.js';
import type { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { etagOf } from '../platform/http/shared-answer.js';
import { WorkCatalogue, cataloguePart, type CataloguePart } from './work-catalogue.js';
import { WorkRevision } from './work-revision.entity.js';
import { Work } from './work.entity.js';
import { presentWork } from './work.presenter.js';

/** Reading so many takes a few milliseconds, in which nobody else is answered. */
const AT_ONCE = 500;

/** Works that change again and again while they are read are shown as they were read; the next look reads them anew. */
const ATTEMPTS = 3;

const NEXT = `SELECT * FROM "work" WHERE "id" > ${place(1)} AND NOT "is_hidden" ORDER BY "id" LIMIT ${AT_ONCE}`;

type Read = { readonly revision: number; readonly catalogue: WorkCatalogue };

/** Reads the catalogue in parts, so that the event loop is free in between. */
export class WorkCatalogueReader {
  private last: Read | undefined;
  /** Begun after its revision was committed: right for all who see the same revision. */
  private reading: { readonly revision: number; readonly catalogue: Promise<WorkCatalogue> } | undefined;

  constructor(private readonly transactions: Transactions) {}

  /** The same object for as long as nothing has changed. */
  async read(): Promise<WorkCatalogue> {
    const revision = await this.revision();
    if (this.last?.revision === revision) return this.last.catalogue;
    if (this.reading?.revision === revision) return this.reading.catalogue;
    const reading = { revision, catalogue: this.readFrom(revision) };
    this.reading = reading;
    try {
      return await reading.catalogue;
    } finally {
      if (this.reading === reading) this.reading = undefined;
    }
  }

  private async readFrom(before: number): Promise<WorkCatalogue> {
    let revision = before;
    for (let attempt = 1; ; attempt++) {
      const catalogue = await this.readAll();
      const after = await this.revision();
      if (after === revision || attempt === ATTEMPTS) {
        this.last = { revision, catalogue };
        return catalogue;
      }
      revision = after;
    }
  }

  private revision(): Promise<number> {
    return this.transactions.look(function* (tx): Step<number> {
      const [row] = yield* tx.find(WorkRevision, { id: 1 });
      return row!.revision;
    });
  }

  private async readAll(): Promise<WorkCatalogue> {
    const parts: CataloguePart[] = [];
    const chunks: Buffer[] = [];
    const hash = createHash('sha256');
    const write = (text: string): void => {
      const chunk = Buffer.from(text);
      hash.update(chunk);
      chunks.push(chunk);
    };
    write('[');
    for (let lastId = 0; ;) {
      const works = await this.transactions.look((tx) => nextSteps(tx, lastId));
      if (works.length === 0) break;
      write((lastId === 0 ? '' : ',') + JSON.stringify(works.map(presentWork)).slice(1, -1));
      parts.push(cataloguePart(works));
      lastId = works.at(-1)!.id;
      if (works.length < AT_ONCE) break;
      await nextTurn();
    }
    write(']');
    return new WorkCatalogue(parts, { bytes: Buffer.concat(chunks), etag: etagOf(hash) });
  }
}

const nextSteps = (tx: Tx, lastId: number): Step<Work[]> => tx.entities(Work, { sql: NEXT, parameters: [lastId] });
