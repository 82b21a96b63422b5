import type { CachedJson } from '../../platform/cache/cached-json.js';
import { BoundedCache } from '../../platform/cache/bounded-cache.js';
import { inChunks } from '../../platform/time/in-chunks.js';
import { TitleIndex, plain } from './title-index.js';
import type { Work } from '../work.entity.js';

/** What many search for is found once; so many results, for so long texts, are kept. */
const [MAX_SEARCHES, MAX_SEARCH] = [20, 50];

/** So many parts, of 500 works each, are searched in a turn of the event loop: that takes about a millisecond. */
const PARTS_A_TURN = 10;

/** Some works of the catalog, in its order. */
export type CatalogPart = { readonly works: readonly Work[]; readonly titles: TitleIndex };

export const catalogPart = (works: readonly Work[]): CatalogPart => ({
  works,
  titles: new TitleIndex(works.map(({ title }) => title)),
});

/** The works that are not hidden, by id, as they were at one revision. Never changed: another revision is another one. */
export class WorkCatalog {
  private readonly searches = new BoundedCache<Promise<readonly Work[]>>(MAX_SEARCHES, MAX_SEARCH);

  /** @param works those of all parts @param json what `GET /work/` says */
  constructor(
    private readonly parts: readonly CatalogPart[],
    readonly works: readonly Work[],
    readonly json: CachedJson,
  ) {}

  /** Those whose title holds what is searched for; nothing searched for is in every title. */
  async find(searched: string): Promise<readonly Work[]> {
    const wanted = plain(searched);
    if (wanted === '') return this.works;
    return this.searches.get(wanted, () => this.search(wanted))!;
  }

  /** Its place among the works, or undefined. */
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

  private async search(wanted: string): Promise<Work[]> {
    const found: Work[] = [];
    const searchPart = ({ works, titles }: CatalogPart): void => {
      for (const place of titles.find(wanted)) found.push(works[place]!);
    };
    await inChunks(this.parts, searchPart, PARTS_A_TURN);
    return found;
  }
}
