/** The server stops counting here: see `MAX_COUNT` in `list-statements.ts`. */
export const MAX_COUNT = 10_000;

export const countText = (count: number): string =>
  count > MAX_COUNT ? `${MAX_COUNT.toLocaleString()}+` : count.toLocaleString();
