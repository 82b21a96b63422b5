import { Injectable } from '@nestjs/common';
import { CachedValue } from '../../platform/cache/cached-value.js';
import { TableVersions } from '../../platform/database/table-versions.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { CachedJson } from '../../platform/cache/cached-json.js';
import type { WorkCatalog } from './work-catalog.js';
import { WorkCatalogReader } from './work-catalog.reader.js';
import { Work } from '../work.entity.js';

/** Caches the catalog of visible works. A cached catalog is used only while the revision, a single row, is the same. */
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

  /** @returns the same object until a work changes, so that callers can cache results derived from the catalog */
  get(): Promise<WorkCatalog> {
    return this.cached.get();
  }

  /** @returns the catalog after reading the revision from the database again */
  refresh(): Promise<WorkCatalog> {
    return this.cached.refresh();
  }

  /** @returns the body of `GET /work/` with its ETag */
  async json(): Promise<CachedJson> {
    return (await this.cached.get()).json;
  }
}
