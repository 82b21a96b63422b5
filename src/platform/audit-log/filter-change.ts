import type { Changes } from './act.js';

const CODE = 'code';
const KEPT_OF_CODE = 3;

/**
 * The filters of a list as the audit log has them among the changes of an act: `coupon=3, is_used=false`. A code is worth money, and
 * the log may be exported, so only its beginning is kept.
 */
export const filterChange = (filters: readonly (readonly [name: string, value: string])[]): Changes =>
  filters.length > 0 ? { filters: [null, filters.map(asText).join(', ')] } : {};

const asText = ([name, value]: readonly [string, string]): string =>
  `${name}=${name === CODE ? beginningOf(value.trim()) : value}`;

const beginningOf = (code: string): string => (code.length > KEPT_OF_CODE ? `${code.slice(0, KEPT_OF_CODE)}…` : code);
