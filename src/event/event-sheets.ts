import type { EventSheet } from './event-sheet.js';
import { Latest, LatestByKey } from './latest.js';
import { RenderQueue } from './render-queue.js';

/** So many pages of works and results of searches are kept, of some 40 KB each, for each audience. */
const MAX_CACHED = 100;

type Render = () => Promise<EventSheet>;

/**
 * The event page's sheets for one audience. The first page, which almost everybody asks for, is apart from all others: it
 * is rendered without a queue, and no number of other pages takes its place.
 */
export class EventSheets {
  private readonly first = new Latest<EventSheet>();
  private readonly others = new LatestByKey<EventSheet>(MAX_CACHED);
  private readonly queue = new RenderQueue();

  /** @param of everything that `render` depends on */
  firstPage(of: readonly unknown[], render: Render): Promise<EventSheet> {
    return this.first.get(of, render);
  }

  /** @param of everything that `render` depends on beside `key`. @throws DomainError `OVERLOADED` unless it is kept */
  otherPage(key: string, of: readonly unknown[], render: Render): Promise<EventSheet> {
    return this.others.get(key, of, () => this.queue.add(render));
  }

  /** A page that is nobody else's, so that it is not kept. @throws DomainError `OVERLOADED` */
  ownPage(render: Render): Promise<EventSheet> {
    return this.queue.add(render);
  }
}
