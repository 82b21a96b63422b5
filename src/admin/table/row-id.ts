import { MAX_INTEGER } from '../../platform/database/columns/max-integer.js';

/** As `rowId`, or 0. */
export const rowIdOrZero = (text: string | undefined): number | undefined => (text === '0' ? 0 : rowId(text));

/** `text` as an id; undefined if no row can have this id. */
export function rowId(text: string | undefined): number | undefined {
  const id = text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
  return id !== undefined && id <= MAX_INTEGER ? id : undefined;
}
