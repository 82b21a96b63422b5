/** The address of each list as it was shown last, by resource. The buttons above a list do not pass its filters on. */
const searches = new Map<string, string>();

export const rememberSearch = (resource: string, search: string): void => void searches.set(resource, search);

/** The filters of a list as query parameters: those in `search`, or those with which the list was shown last. */
export function filtersOf(resource: string, search: string): URLSearchParams {
  const own = onlyFilters(search);
  return own.size > 0 ? own : onlyFilters(searches.get(resource) ?? '');
}

const onlyFilters = (search: string): URLSearchParams =>
  new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => name.startsWith('filters.')));
