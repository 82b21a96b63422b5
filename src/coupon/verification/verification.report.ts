import type { Row } from '../../platform/database/sql/statement.js';
import type { Finding } from './verification.js';

/** A finding can have a million rows; the first so many say what is wrong. */
const ROWS_SHOWN = 20;

/** A finding in lines: its name and what it says, then its rows. */
export function describeFinding({ check, rows }: Finding): string {
  const shown = rows.slice(0, ROWS_SHOWN).map((row) => `  ${describeRow(row)}`);
  const more = rows.length > ROWS_SHOWN ? [`  … ${rows.length - ROWS_SHOWN}건 더`] : [];
  return [`✗ ${check.name}: ${check.says} (${rows.length}건)`, ...shown, ...more].join('\n');
}

const describeRow = (row: Row): string =>
  Object.entries(row)
    .map(([column, value]) => `${column}=${describeValue(value)}`)
    .join(' ');

function describeValue(value: unknown): string {
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
