import { Injectable } from '@nestjs/common';
import { Remembered } from '../platform/cache/remembered.js';
import { Changes } from '../platform/database/changes.js';
import { Transactions } from '../platform/database/transactions.js';
import type { SharedAnswer } from '../platform/http/shared-answer.js';
import type { WorkCatalogue } from './work-catalogue.js';
import { WorkCatalogueReader } from './work-catalogue.reader.js';
import { Work } from './work.entity.js';

/** The works as everybody sees them, from memory. Whether they changed is asked by their revision, a single row. */
@Injectable()
export class WorkShelf {
  private readonly shelf: Remembered<WorkCatalogue>;

  constructor(transactions: Transactions, changes: Changes) {
    const reader = new WorkCatalogueReader(transactions);
    this.shelf = new Remembered(
      () => reader.read(),
      () => changes.version([Work]),
    );
  }

  /** The same object for as long as nothing has changed: what is made of it need not be made again. */
  catalogue(): Promise<WorkCatalogue> {
    return this.shelf.get();
  }

  /** As `catalogue`, as the database says now. */
  catalogueNow(): Promise<WorkCatalogue> {
    return this.shelf.refresh();
  }

  /** What `GET /work/` says. */
  async answer(): Promise<SharedAnswer> {
    return (await this.shelf.get()).answer;
  }
}
