import { randomUUID } from 'node:crypto';
import { escaped } from '../../platform/http/pages/views.js';
import { latin1Html, type Latin1Html } from './latin1-html.js';

/** A value that nobody can guess, so that no title can contain it, and that Handlebars does not escape. */
export const newPlaceholder = (): string => randomUUID();

/** HTML with one value left out, at one position or several. */
export class HtmlTemplate {
  private readonly pieces: readonly string[];

  /** @param html rendered with `placeholder` as the value */
  constructor(html: string, placeholder: string) {
    this.pieces = latin1Html(html).split(placeholder);
  }

  /** The same HTML as if it had been rendered with this value. */
  fill(value: string): Latin1Html {
    return this.pieces.join(latin1Html(escaped(value))) as Latin1Html;
  }
}
