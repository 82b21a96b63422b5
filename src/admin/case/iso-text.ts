/** An instant as `BackgroundReads` returns it, as ISO text in UTC: a Date on PostgreSQL, a text without a zone on SQLite. */
export const isoText = (stored: unknown): string =>
  stored instanceof Date ? stored.toISOString() : `${String(stored).replace(' ', 'T')}Z`;

export const isoTextOrNull = (stored: unknown): string | null => (stored === null ? null : isoText(stored));
