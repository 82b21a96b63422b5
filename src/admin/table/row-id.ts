import { MAX_INTEGER } from '../../platform/database/columns/max-integer.js';

/** The id that `text` spells, or undefined when no row can have it. */
export function rowId(text: string | undefined): number | undefined {
  const id = text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
  return id !== undefined && id <= MAX_INTEGER ? id : undefined;
}
