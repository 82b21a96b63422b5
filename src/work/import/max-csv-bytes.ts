// Browsers load this file, too: it must not import anything.

/** Largest file of works that can be imported: an export of 50,000 works with titles of usual length is smaller. */
export const MAX_CSV_BYTES = 16 * 1024 * 1024;
