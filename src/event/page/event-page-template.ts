import { HtmlTemplate } from './html-template.js';
import { latin1Html, type Latin1Html } from './latin1-html.js';
import type { WorksPage } from './works-page.js';

/** A part of the page that can be replaced: for a work, by its id, what stands below its title. */
export type SlotName = 'notice' | 'coupon' | 'search' | 'pager' | number;

/** What the view was rendered with in place of the e-mail, and at each end of each slot. */
export type Placeholders = { readonly email: string; readonly slot: string };

type Slot = { readonly name: SlotName; readonly start: number; readonly end: number };

/**
 * The event page as all members, or all visitors, get it. The view is rendered once for all of them and cut at
 * placeholders; for each answer, the page is joined again with what is the viewer's own. In short, with `#` as the slot's
 * placeholder and `@` as the e-mail's:
 *
 * - the view: `<b>{{email}}</b> {{slot}}{{#if notice}}…{{/if}}{{slot}} <li>봄봄 {{slot}}<button>{{slot}}</li>`
 * - rendered: `<b>@</b> ## <li>봄봄 #<button>#</li>`
 * - the template: the head `<b>@</b> `, open at `@`; the rest ` <li>봄봄 <button></li>` with the slots `notice` (empty, at
 *   its start) and 1 (`<button>`)
 * - filled for a member who holds a coupon: `<b>a@example.com</b>  <li>봄봄 <p>ABCD1234</p></li>`
 *
 * Partials that are rendered apart and joined would need no placeholders. But Handlebars would then run for each answer,
 * which takes several times as long as joining strings.
 */
export class EventPageTemplate {
  readonly workIds: readonly number[];
  /** All that precedes the first slot. */
  private readonly head: HtmlTemplate;
  /** All that follows, with every slot as it is for a viewer without an e-mail, a coupon or a refusal. */
  private readonly rest: string;
  private readonly slots: ReadonlyMap<SlotName, Slot>;

  /**
   * @param html the view `event`, rendered with `placeholders`
   * @param page the works that the view was rendered with
   * @throws Error when the view has other slots
   */
  constructor(
    html: string,
    placeholders: Placeholders,
    readonly page: WorksPage,
  ) {
    this.workIds = page.works.map(({ id }) => id);
    const names: SlotName[] = ['notice', 'coupon', 'search', ...this.workIds];
    if (this.workIds.length > 0) names.push('pager');
    const [head, ...pieces] = html.split(placeholders.slot);
    if (pieces.length !== 2 * names.length) throw new Error('The view `event` has other slots.');
    this.head = new HtmlTemplate(head!, placeholders.email);
    const encoded = pieces.map(latin1Html);
    this.rest = encoded.join('');
    this.slots = slotsOf(names, encoded);
  }

  /** @param replacements by slot; those for slots that this page does not have are left out */
  fill(email: string, replacements: ReadonlyMap<SlotName, Latin1Html>): Latin1Html {
    let page: string = this.head.fill(email);
    let written = 0;
    for (const { name, start, end } of this.slotsToReplace(replacements)) {
      page += this.rest.slice(written, start) + replacements.get(name)!;
      written = end;
    }
    return (page + this.rest.slice(written)) as Latin1Html;
  }

  private slotsToReplace(replacements: ReadonlyMap<SlotName, Latin1Html>): Slot[] {
    const slots = Array.from(replacements.keys(), (name) => this.slots.get(name));
    return slots.filter((slot) => slot !== undefined).sort((one, other) => one.start - other.start);
  }
}

/** @param pieces a slot's content and what follows it, alternating */
function slotsOf(names: readonly SlotName[], pieces: readonly Latin1Html[]): ReadonlyMap<SlotName, Slot> {
  const slots = new Map<SlotName, Slot>();
  let start = 0;
  for (const [index, name] of names.entries()) {
    const end = start + pieces[2 * index]!.length;
    slots.set(name, { name, start, end });
    start = end + pieces[2 * index + 1]!.length;
  }
  return slots;
}
