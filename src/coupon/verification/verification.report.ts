import type { Row } from '../../platform/database/sql/statement.js';
import type { Finding } from './verification.js';

/** A finding can have a million rows. The first ones are enough to see the problem. */
const MAX_ROWS = 20;

/** Lines with the check's name and description, then the first rows that break it. */
export function describeFinding({ check, rows }: Finding): string {
  const listed = rows.slice(0, MAX_ROWS).map((row) => `  ${describeRow(row)}`);
  const more = rows.length > MAX_ROWS ? [`  … ${rows.length - MAX_ROWS}건 더`] : [];
  return [`✗ ${check.name}: ${check.says} (${rows.length}건)`, ...listed, ...more].join('\n');
}

const describeRow = (row: Row): string =>
  Object.entries(row)
    .map(([column, value]) => `${column}=${describeValue(value)}`)
    .join(' ');

function describeValue(value: unknown): string {
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
