import { byteText, type ByteText } from './byte-text.js';
import { OpenText } from './open-text.js';

type Place = { readonly from: number; readonly to: number };

/** What takes the place of the button beside the work with this id. */
export type Held = { readonly workId: number; readonly text: ByteText };

/** The event page as all visitors, or all members, have it in common: open at the ticket and at each work's button. */
export class EventSheet {
  /** All that precedes the ticket, open at the member's e-mail. */
  private readonly head: OpenText;
  /** All that follows the ticket, with a button for each work. */
  private readonly shelf: string;
  private readonly buttons = new Map<number, Place>();

  /**
   * @param html the view `event`, rendered with nothing held and with marks: one as the e-mail, the other as `seam`
   * @param workIds in the order of the shelf
   * @throws Error when the view has a seam elsewhere
   */
  constructor(html: string, email: string, seam: string, workIds: readonly number[]) {
    const [head, , ...pieces] = html.split(seam);
    if (pieces.length !== 2 * workIds.length + 1) throw new Error('The view `event` has its seams elsewhere.');
    this.head = new OpenText(head!, email);
    const shelf = pieces.map(byteText);
    let from = 0;
    for (const [index, { length }] of shelf.entries()) {
      if (index % 2 === 1) this.buttons.set(workIds[(index - 1) / 2]!, { from, to: from + length });
      from += length;
    }
    this.shelf = shelf.join('');
  }

  /** @param held those for works that are not on the shelf (any more) are left out */
  filled(email: string, ticket: ByteText, held: readonly Held[]): ByteText {
    let page = this.head.with(email) + ticket;
    let at = 0;
    for (const { from, to, text } of this.inOrder(held)) {
      page += this.shelf.slice(at, from) + text;
      at = to;
    }
    return (page + this.shelf.slice(at)) as ByteText;
  }

  private inOrder(held: readonly Held[]): (Place & { readonly text: ByteText })[] {
    const swaps = [];
    for (const { workId, text } of held) {
      const place = this.buttons.get(workId);
      if (place) swaps.push({ from: place.from, to: place.to, text });
    }
    return swaps.sort((one, other) => one.from - other.from);
  }
}
