import { latin1Html, type Latin1Html } from './latin1-html.js';
import { HtmlTemplate } from './html-template.js';
import { withSearch } from './typed-search.js';

type Place = { readonly from: number; readonly to: number };

/** What stands below the title of the work with this id, in place of the button. */
export type Held = { readonly workId: number; readonly text: Latin1Html };

/** What the view was rendered with in place of what differs: `slot` between pieces, `search` as `newSearchMark` makes it. */
export type Placeholders = { readonly email: string; readonly slot: string; readonly search: string };

export type Filling = {
  readonly email: string;
  /** As it was typed. */
  readonly search: string;
  readonly notice: Latin1Html;
  readonly ticket: Latin1Html;
  /** Those for works that are not on the shelf (any more) are left out; of two for one work the later counts. */
  readonly held: readonly Held[];
};

/**
 * The event page as all visitors, or all members, have it in common: open at the notice, at the ticket and at each work's
 * button.
 */
export class EventPageTemplate {
  /** All that precedes the notice, open at the member's e-mail. */
  private readonly head: HtmlTemplate;
  private readonly beforeTicket: Latin1Html;
  /** All that follows the ticket, with a button for each work. */
  private readonly shelf: string;
  private readonly buttons = new Map<number, Place>();

  /**
   * @param html the view `event`, rendered with nothing held and with `placeholders`
   * @param workIds in the order of the shelf
   * @throws Error when the view has a slot elsewhere
   */
  constructor(
    html: string,
    private readonly placeholders: Placeholders,
    readonly workIds: readonly number[],
  ) {
    const [head, , beforeTicket, , ...pieces] = html.split(placeholders.slot);
    if (pieces.length !== 2 * workIds.length + 1) throw new Error('The view `event` has its slots elsewhere.');
    this.head = new HtmlTemplate(head!, placeholders.email);
    this.beforeTicket = latin1Html(beforeTicket!);
    const shelf = pieces.map(latin1Html);
    let from = 0;
    for (const [index, { length }] of shelf.entries()) {
      if (index % 2 === 1) this.buttons.set(workIds[(index - 1) / 2]!, { from, to: from + length });
      from += length;
    }
    this.shelf = shelf.join('');
  }

  shows(workId: number): boolean {
    return this.buttons.has(workId);
  }

  filled({ email, search, notice, ticket, held }: Filling): Latin1Html {
    let page = this.head.with(email) + notice + this.beforeTicket + ticket;
    let at = 0;
    for (const { from, to, text } of this.inOrder(held)) {
      page += this.shelf.slice(at, from) + text;
      at = to;
    }
    page += this.shelf.slice(at);
    return (search === '' ? page : withSearch(page, this.placeholders.search, search)) as Latin1Html;
  }

  private inOrder(held: readonly Held[]): (Place & { readonly text: Latin1Html })[] {
    const swaps = new Map<Place, Place & { readonly text: Latin1Html }>();
    for (const { workId, text } of held) {
      const place = this.buttons.get(workId);
      if (place) swaps.set(place, { from: place.from, to: place.to, text });
    }
    return [...swaps.values()].sort((one, other) => one.from - other.from);
  }
}
