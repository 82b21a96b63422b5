import { randomUUID } from 'node:crypto';
import { escaped } from '../platform/http/views.js';
import { byteText, type ByteText } from './byte-text.js';

/**
 * Given to a view in place of a value that is not known yet. Nobody can guess it, so no title can look like one; and it
 * is made of letters that need no escaping.
 */
export const newMark = (): string => randomUUID();

/** HTML in which one value was left open, in one place or in several. */
export class OpenText {
  private readonly pieces: readonly string[];

  /** @param html rendered with `mark` as the value */
  constructor(html: string, mark: string) {
    this.pieces = byteText(html).split(mark);
  }

  /** As if it had been rendered with this value. */
  with(value: string): ByteText {
    return this.pieces.join(byteText(escaped(value))) as ByteText;
  }
}
