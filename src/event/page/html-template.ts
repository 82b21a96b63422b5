import { randomUUID } from 'node:crypto';
import { escaped } from '../../platform/http/pages/views.js';
import { latin1Html, type Latin1Html } from './latin1-html.js';

/**
 * Given to a view in place of a value that is not known yet. Nobody can guess it, so no title can look like one; and it
 * is made of letters that need no escaping.
 */
export const newPlaceholder = (): string => randomUUID();

/** HTML in which one value was left open, in one place or in several. */
export class HtmlTemplate {
  private readonly pieces: readonly string[];

  /** @param html rendered with `placeholder` as the value */
  constructor(html: string, placeholder: string) {
    this.pieces = latin1Html(html).split(placeholder);
  }

  /** As if it had been rendered with this value. */
  with(value: string): Latin1Html {
    return this.pieces.join(latin1Html(escaped(value))) as Latin1Html;
  }
}
