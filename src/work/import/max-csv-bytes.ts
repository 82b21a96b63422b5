// Browsers load this file, too: it must not import anything.

/** Largest catalogue that can be imported. */
export const MAX_CSV_BYTES = 1024 * 1024;
