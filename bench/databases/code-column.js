const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODES = 32 ** 8;

/** Odd, so that i * MULTIPLIER modulo 32^8 is different for every i. Large, so that consecutive rows get distant codes. */
const MULTIPLIER = 747_796_405_183;

/**
 * SQL for the code of row `i`. Codes are unique and not in order, like codes drawn at random.
 * @param {string} i an SQL expression from 0 to 10^7
 */
export function codeColumn(i) {
  // The product is below 2^63: MULTIPLIER < 2^40, i < 2^23.
  const number = `((${i}) * ${MULTIPLIER} % ${CODES})`;
  const letters = Array.from(
    { length: 8 },
    (_, place) => `substr('${ALPHABET}', 1 + CAST((${number} >> ${5 * place}) & 31 AS integer), 1)`,
  );
  return letters.join(' || ');
}

/** @param {number} i as for `codeColumn` @returns {string} the code that `codeColumn` gives to row `i` */
export function codeOf(i) {
  const number = (BigInt(i) * BigInt(MULTIPLIER)) % BigInt(CODES);
  return Array.from({ length: 8 }, (_, place) => ALPHABET[Number((number >> BigInt(5 * place)) & 31n)]).join('');
}
