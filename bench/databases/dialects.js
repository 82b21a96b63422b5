/** The parts of this folder's statements that differ between the two databases. */
export const dialects = {
  sqlite: {
    /** A table with the one column `i`, counting from `first` to `last`. */
    series: (first, last) =>
      `(WITH RECURSIVE n(i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${last}) SELECT i FROM n) AS n`,
    /** The rows of a JSON text, each as `value`. */
    jsonRows: 'json_each(?)',
    instant: (date) => `'${date.toISOString().replace('T', ' ').replace('Z', '')}'`,
  },
  postgres: {
    series: (first, last) => `generate_series(${first}::bigint, ${last}::bigint) AS n(i)`,
    jsonRows: 'json_array_elements($1::json) AS json_rows(value)',
    instant: (date) => `timestamptz '${date.toISOString()}'`,
  },
};
