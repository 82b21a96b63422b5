const CODE = 'code';
const KEPT_OF_CODE = 3;

/**
 * The filters of a list as the audit log has them: `coupon=3, is_used=false`. A code is worth money, and the log may be exported,
 * so only its beginning is kept.
 */
export const recordedFilters = (filters: readonly (readonly [name: string, value: string])[]): string =>
  filters.map(([name, value]) => `${name}=${name === CODE ? beginningOf(value.trim()) : value}`).join(', ');

const beginningOf = (code: string): string => (code.length > KEPT_OF_CODE ? `${code.slice(0, KEPT_OF_CODE)}…` : code);
