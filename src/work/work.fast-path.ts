import { Injectable } from '@nestjs/common';
import type { CachedJson } from '../platform/cache/cached-json.js';
import { CachedJsonFastPath } from '../platform/http/fast-path/cached-json.fast-path.js';
import { RegisterFastPath } from '../platform/http/fast-path/fast-path.js';
import { WorkCatalogCache } from './catalog/work-catalog-cache.js';

/** `GET /work/`, as `WorkController` answers it. */
@Injectable()
@RegisterFastPath()
export class WorkFastPath extends CachedJsonFastPath {
  private readonly load = (): Promise<CachedJson> => this.catalogs.json();

  constructor(private readonly catalogs: WorkCatalogCache) {
    super();
  }

  protected override find(path: string): (() => Promise<CachedJson>) | undefined {
    return path === '/work/' || path === '/work' ? this.load : undefined;
  }
}
