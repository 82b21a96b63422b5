import { escaped } from '../../platform/http/pages/views.js';
import { latin1Html } from './latin1-html.js';
import { newPlaceholder } from './html-template.js';

/**
 * Given to the view in place of the text that somebody searches for, which differs in spelling among those who get the same
 * works. The view repeats it in the search box and in addresses: the space shows which is which, as addresses have a `+`.
 */
export const newSearchPlaceholder = (): string => `${newPlaceholder()} `;

/** @param page rendered with `placeholder`, made by `newSearchMark`, as the text searched for */
export function withSearch(page: string, placeholder: string, search: string): string {
  const [box, address] = [escaped, inAddress].map((spelled) => latin1Html(spelled(search)));
  return page.split(inAddress(placeholder)).join(address).split(placeholder).join(box);
}

const inAddress = (text: string): string => escaped(new URLSearchParams({ q: text }).toString().slice('q='.length));
