import { databaseKind } from '../../platform/config/environment.js';
import type { DatabaseKind } from '../../platform/config/database-url.js';
import { placeholder } from '../../platform/database/sql/in-list.js';
import type { Row, Statement } from '../../platform/database/sql/statement.js';

/** A completed verification, as its row says. */
export type LastRun = {
  readonly ageMs: number;
  readonly durationMs: number;
  /** For each check, by its name, the number of rows that break it. */
  readonly findings: Readonly<Record<string, number>>;
};

type Dialect = { readonly now: string; readonly ageMs: string };

/** The database's clock, because the processes may be on several machines. */
const DIALECTS: Readonly<Record<DatabaseKind, Dialect>> = {
  postgres: {
    now: 'clock_timestamp()',
    ageMs: `(1000 * EXTRACT(EPOCH FROM clock_timestamp() - "ended_at"))::float8`,
  },
  sqlite: {
    now: `strftime('%Y-%m-%d %H:%M:%f', 'now')`,
    ageMs: `(julianday('now') - julianday("ended_at")) * 86400000`,
  },
};

const { now, ageMs } = DIALECTS[databaseKind];

/** Returns no row before the first verification. */
export const READ_RUN = `SELECT ${ageMs} AS "age_ms", "duration_ms", "findings" FROM "verification_run"`;

const WRITE = `INSERT INTO "verification_run" ("id", "ended_at", "duration_ms", "findings")
  VALUES (1, ${now}, ${placeholder(1)}, ${placeholder(2)}) ON CONFLICT ("id") DO UPDATE
  SET "ended_at" = excluded."ended_at", "duration_ms" = excluded."duration_ms", "findings" = excluded."findings"`;

export const writeRun = ({ durationMs, findings }: Omit<LastRun, 'ageMs'>): Statement => ({
  sql: WRITE,
  parameters: [Math.round(durationMs), JSON.stringify(findings)],
});

export function lastRunOf([row]: readonly Row[]): LastRun | undefined {
  if (!row) return undefined;
  const findings = JSON.parse(row['findings'] as string) as LastRun['findings'];
  return { ageMs: row['age_ms'] as number, durationMs: row['duration_ms'] as number, findings };
}
