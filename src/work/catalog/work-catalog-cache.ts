import { Injectable } from '@nestjs/common';
import { CachedValue } from '../../platform/cache/cached-value.js';
import { TableVersions } from '../../platform/database/table-versions.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { CachedJson } from '../../platform/cache/cached-json.js';
import type { WorkCatalog } from './work-catalog.js';
import { WorkCatalogReader } from './work-catalog.reader.js';
import { Work } from '../work.entity.js';

/** The works as everybody sees them, from memory. Whether they changed is asked by their revision, a single row. */
@Injectable()
export class WorkCatalogCache {
  private readonly cached: CachedValue<WorkCatalog>;

  constructor(transactions: Transactions, tableVersions: TableVersions) {
    const reader = new WorkCatalogReader(transactions);
    this.cached = new CachedValue(
      () => reader.read(),
      () => tableVersions.version([Work]),
    );
  }

  /** The same object for as long as nothing has changed: what is made of it need not be made again. */
  get(): Promise<WorkCatalog> {
    return this.cached.get();
  }

  /** As `catalog`, as the database says now. */
  refresh(): Promise<WorkCatalog> {
    return this.cached.refresh();
  }

  /** What `GET /work/` says. */
  async json(): Promise<CachedJson> {
    return (await this.cached.get()).json;
  }
}
