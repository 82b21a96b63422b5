import { setImmediate as nextTurn } from 'node:timers/promises';
import { overloaded } from '../../platform/errors/overloaded.js';
import { BoundedQueue } from '../../platform/throttle/bounded-queue.js';
import type { EventPageTemplate } from './event-page-template.js';
import { LastResult, LastResults } from './last-result.js';

/** Pages other than the first, and search results, of about 40 KB each. */
const MAX_CACHED = 100;

/** Rendering a page takes about 3 ms, a search up to 15 ms: the last page in the queue waits for about half a second. */
const MAX_WAITING = 64;

type Render = () => Promise<EventPageTemplate>;

/** @returns the networks of the client, as `networkKeys` gives them. Called only when a page has to be rendered. */
export type NetworksOf = () => readonly string[];

/**
 * The templates for one audience. The first page, which most visitors request, is cached apart: it is rendered without a
 * queue, and other pages never evict it. Other pages are rendered one at a time, each in a later turn of the event loop,
 * so that requests which need no rendering, presses above all, never wait for more than one rendering.
 */
export class EventPageTemplateCache {
  private readonly first = new LastResult<EventPageTemplate>();
  private readonly others = new LastResults<EventPageTemplate>(MAX_CACHED);
  private readonly queue = new BoundedQueue(1, 1 + MAX_WAITING, overloaded);

  /** @param of everything that `render` depends on */
  firstPage(of: readonly unknown[], render: Render): Promise<EventPageTemplate> {
    return this.first.get(of, render);
  }

  /** @param of everything that `render` depends on besides `key`. @throws DomainError `OVERLOADED` unless the page is cached */
  otherPage(key: string, of: readonly unknown[], render: Render, networksOf: NetworksOf): Promise<EventPageTemplate> {
    return this.others.get(key, of, () => {
      // Thrown before a promise exists: a refused page evicts no cached page.
      this.queue.requireRoom(networksOf());
      return this.renderInQueue(render, networksOf);
    });
  }

  /** A page for one member only: it is not cached. @throws DomainError `OVERLOADED` */
  ownPage(render: Render, networksOf: NetworksOf): Promise<EventPageTemplate> {
    return this.renderInQueue(render, networksOf);
  }

  private renderInQueue(render: Render, networksOf: NetworksOf): Promise<EventPageTemplate> {
    const later = async (): Promise<EventPageTemplate> => {
      await nextTurn();
      return render();
    };
    return this.queue.add(later, networksOf());
  }
}
