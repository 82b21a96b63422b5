// What the event page says, read from its HTML.
import type { Client } from './support/client.js';
import { eventually } from './support/eventually.js';

/**
 * The page as soon as it says so, or as it is when it never does: it may be a second behind what is written into the
 * tables beside the server.
 */
export const pageSaying = (says: string | RegExp, client: Client): Promise<string> =>
  eventually(
    async () => (await client.get('/event/')).text,
    (html) => (typeof says === 'string' ? html.includes(says) : says.test(html)),
  );

/** Of each "쿠폰 받기" button whether it is disabled. */
export const buttons = (html: string): boolean[] =>
  [...html.matchAll(/<button([^>]*)>쿠폰 받기<\/button>/g)].map(([, attributes]) => / disabled\b/.test(attributes!));

/** What is said beside a work after a refused press. */
export const reason = (html: string, work: number): string | undefined =>
  new RegExp(`id="work-${work}-reason">([^<]*)<`).exec(html)?.[1];

/** The ids of the works on the page, in its order. */
export const shownWorks = (html: string): number[] =>
  [...html.matchAll(/<li class="work" id="work-(\d+)"/g)].map(([, id]) => Number(id));

/** Where its links to event pages lead. */
export const links = (html: string): string[] =>
  [...html.matchAll(/<a [^>]*href="(\/event\/[^"]*)"/g)].map(([, address]) =>
    address!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );
