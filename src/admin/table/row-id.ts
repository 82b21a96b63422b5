const MAX_ID = 2 ** 31 - 1;

/** The id that `text` spells, or undefined when no row can have it. */
export function rowId(text: string | undefined): number | undefined {
  const id = text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
  return id !== undefined && id <= MAX_ID ? id : undefined;
}
