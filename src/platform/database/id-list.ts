/** An aggregate: all ids of a column as one text. Thousands of rows would each cost as much as an answer from memory. */
export const idList = (column: string): string => `string_agg(CAST(${column} AS text), ',')`;

/** @param list what `idList` gave: null when there are no rows @returns the ids, in no order */
export const idsOf = (list: unknown): number[] => (typeof list === 'string' ? list.split(',').map(Number) : []);
