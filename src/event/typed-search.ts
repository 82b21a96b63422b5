import { escaped } from '../platform/http/views.js';
import { byteText } from './byte-text.js';
import { newMark } from './open-text.js';

/**
 * Given to the view in place of the text that somebody searches for, which differs in spelling among those who get the same
 * works. The view repeats it in the search box and in addresses: the space shows which is which, as addresses have a `+`.
 */
export const newSearchMark = (): string => `${newMark()} `;

/** @param page rendered with `mark`, made by `newSearchMark`, as the text searched for */
export function withSearch(page: string, mark: string, search: string): string {
  const [box, address] = [escaped, inAddress].map((spelled) => byteText(spelled(search)));
  return page.split(inAddress(mark)).join(address).split(mark).join(box);
}

const inAddress = (text: string): string => escaped(new URLSearchParams({ q: text }).toString().slice('q='.length));
