import { byteText, type ByteText } from './byte-text.js';
import { OpenText } from './open-text.js';
import { withSearch } from './typed-search.js';

type Place = { readonly from: number; readonly to: number };

/** What stands below the title of the work with this id, in place of the button. */
export type Held = { readonly workId: number; readonly text: ByteText };

/** What the view was rendered with in place of what differs: `seam` between pieces, `search` as `newSearchMark` makes it. */
export type SheetMarks = { readonly email: string; readonly seam: string; readonly search: string };

export type Filling = {
  readonly email: string;
  /** As it was typed. */
  readonly search: string;
  readonly notice: ByteText;
  readonly ticket: ByteText;
  /** Those for works that are not on the shelf (any more) are left out; of two for one work the later counts. */
  readonly held: readonly Held[];
};

/**
 * The event page as all visitors, or all members, have it in common: open at the notice, at the ticket and at each work's
 * button.
 */
export class EventSheet {
  /** All that precedes the notice, open at the member's e-mail. */
  private readonly head: OpenText;
  private readonly beforeTicket: ByteText;
  /** All that follows the ticket, with a button for each work. */
  private readonly shelf: string;
  private readonly buttons = new Map<number, Place>();

  /**
   * @param html the view `event`, rendered with nothing held and with `marks`
   * @param workIds in the order of the shelf
   * @throws Error when the view has a seam elsewhere
   */
  constructor(
    html: string,
    private readonly marks: SheetMarks,
    readonly workIds: readonly number[],
  ) {
    const [head, , beforeTicket, , ...pieces] = html.split(marks.seam);
    if (pieces.length !== 2 * workIds.length + 1) throw new Error('The view `event` has its seams elsewhere.');
    this.head = new OpenText(head!, marks.email);
    this.beforeTicket = byteText(beforeTicket!);
    const shelf = pieces.map(byteText);
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

  filled({ email, search, notice, ticket, held }: Filling): ByteText {
    let page = this.head.with(email) + notice + this.beforeTicket + ticket;
    let at = 0;
    for (const { from, to, text } of this.inOrder(held)) {
      page += this.shelf.slice(at, from) + text;
      at = to;
    }
    page += this.shelf.slice(at);
    return (search === '' ? page : withSearch(page, this.marks.search, search)) as ByteText;
  }

  private inOrder(held: readonly Held[]): (Place & { readonly text: ByteText })[] {
    const swaps = new Map<Place, Place & { readonly text: ByteText }>();
    for (const { workId, text } of held) {
      const place = this.buttons.get(workId);
      if (place) swaps.set(place, { from: place.from, to: place.to, text });
    }
    return [...swaps.values()].sort((one, other) => one.from - other.from);
  }
}
