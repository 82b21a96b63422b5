import type { CachedJson } from '../../platform/cache/cached-json.js';
import { BoundedCache } from '../../platform/cache/bounded-cache.js';
import { inChunks } from '../../platform/time/in-chunks.js';
import { TitleIndex, plain } from './title-index.js';
import type { Work } from '../work.entity.js';

/** The cache saves a repeated search for a popular text. */
const MAX_CACHED_SEARCHES = 20;
const MAX_CACHED_TEXT_LENGTH = 50;

/** Number of parts that are searched in one turn of the event loop. Parts of 500 works take about a millisecond. */
const PARTS_PER_TURN = 10;

/** Consecutive works of the catalog, with an index of their titles. */
export type CatalogPart = { readonly works: readonly Work[]; readonly titles: TitleIndex };

export const catalogPart = (works: readonly Work[]): CatalogPart => ({
  works,
  titles: new TitleIndex(works.map(({ title }) => title)),
});

/** The visible works of one revision, ordered by id. Immutable: a new revision is a new object. */
export class WorkCatalog {
  private readonly searches = new BoundedCache<Promise<readonly Work[]>>(MAX_CACHED_SEARCHES, MAX_CACHED_TEXT_LENGTH);

  /**
   * @param works the works of all parts
   * @param json the body of `GET /work/`
   */
  constructor(
    private readonly parts: readonly CatalogPart[],
    readonly works: readonly Work[],
    readonly json: CachedJson,
  ) {}

  /** @returns the works whose titles contain the search text; all works for an empty text */
  async find(text: string): Promise<readonly Work[]> {
    const searched = plain(text);
    if (searched === '') return this.works;
    return this.searches.get(searched, () => this.search(searched))!;
  }

  /** @returns the index of the work in `works`, or undefined */
  indexOf(workId: number): number | undefined {
    let [low, high] = [0, this.works.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const { id } = this.works[middle]!;
      if (id === workId) return middle;
      if (id < workId) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  private async search(searched: string): Promise<Work[]> {
    const found: Work[] = [];
    const searchPart = ({ works, titles }: CatalogPart): void => {
      for (const index of titles.find(searched)) found.push(works[index]!);
    };
    await inChunks(this.parts, searchPart, PARTS_PER_TURN);
    return found;
  }
}
