import { setImmediate as nextTurn } from 'node:timers/promises';
import { overloaded } from '../../platform/errors/overloaded.js';
import { BoundedQueue } from '../../platform/throttle/bounded-queue.js';
import type { EventPageTemplate } from './event-page-template.js';
import { LastResult, LastResults } from './last-result.js';

/** So many pages of works and results of searches are kept, of some 40 KB each, for each audience. */
const MAX_CACHED = 100;

/** Rendering a page takes about 3 ms, a search up to 15 ms: the last in the queue waits for half a second or so. */
const MAX_WAITING = 64;

type Render = () => Promise<EventPageTemplate>;

/** @returns the networks of the client, as `networkKeys` gives them. Asked for only when a page has to be rendered. */
export type NetworksOf = () => readonly string[];

/**
 * The event page's templates for one audience. The first page, which almost everybody asks for, is apart from all others: it
 * is rendered without a queue, and no number of other pages takes its place. The others are rendered one at a time, each in
 * a later turn of the event loop: requests that need no rendering, coupon presses above all, never wait for more than one.
 */
export class EventPageTemplates {
  private readonly first = new LastResult<EventPageTemplate>();
  private readonly others = new LastResults<EventPageTemplate>(MAX_CACHED);
  private readonly queue = new BoundedQueue(1, 1 + MAX_WAITING, overloaded);

  /** @param of everything that `render` depends on */
  firstPage(of: readonly unknown[], render: Render): Promise<EventPageTemplate> {
    return this.first.get(of, render);
  }

  /** @param of everything that `render` depends on beside `key`. @throws DomainError `OVERLOADED` unless it is kept */
  otherPage(key: string, of: readonly unknown[], render: Render, networksOf: NetworksOf): Promise<EventPageTemplate> {
    return this.others.get(key, of, () => {
      // Thrown before there is a promise: a page that was refused takes no kept page's place.
      this.queue.requireRoom(networksOf());
      return this.inTurn(render, networksOf);
    });
  }

  /** A page that is nobody else's, so that it is not kept. @throws DomainError `OVERLOADED` */
  ownPage(render: Render, networksOf: NetworksOf): Promise<EventPageTemplate> {
    return this.inTurn(render, networksOf);
  }

  private inTurn(render: Render, networksOf: NetworksOf): Promise<EventPageTemplate> {
    const later = async (): Promise<EventPageTemplate> => {
      await nextTurn();
      return render();
    };
    return this.queue.add(later, networksOf());
  }
}
