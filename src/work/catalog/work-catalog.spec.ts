import { cachedJson } from '../../platform/cache/cached-json.js';
import { catalogPart, WorkCatalog } from './work-catalog.js';
import type { Work } from '../work.entity.js';

const NOW = new Date(0);

describe('WorkCatalog with many works', () => {
  const works = Array.from({ length: 100 }, (_, index): Work => ({
    id: index + 1,
    title: `Work ${index + 1}`,
    isHidden: false,
    createdAt: NOW,
    updatedAt: NOW,
  }));
  let searched: number;
  let catalog: WorkCatalog;

  beforeEach(() => {
    searched = 0;
    const parts = works.map((work) => {
      const part = catalogPart([work]);
      const find = (text: string): number[] => (searched++, part.titles.find(text));
      return { ...part, titles: { find } as typeof part.titles };
    });
    catalog = new WorkCatalog(parts, works, cachedJson([]));
  });

  it('searches a limited number of works in each turn of the event loop', async () => {
    const found = catalog.find('work 10');
    const seen = [searched];
    while (searched < 100) {
      await new Promise(setImmediate);
      seen.push(searched);
    }
    expect(Math.max(...seen.map((count, turn) => count - (seen[turn - 1] ?? 0)))).toBeLessThanOrEqual(20);
    expect((await found).map(({ id }) => id)).toEqual([10, 100]);
  });

  it('searches once for equivalent search texts', async () => {
    const [found, same] = [await catalog.find('work 7'), await catalog.find('WORK\u30007')];
    expect(same).toBe(found);
    expect(searched).toBe(100);
  });
});
