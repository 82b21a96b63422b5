import type { Text } from '../../platform/errors/text.js';

/**
 * `red`: as the event stands, members cannot get the coupon, or its hours have gone wrong. `yellow`: unusual, so the operator
 * should look at it. `green`: nothing was found.
 */
export type Level = 'red' | 'yellow' | 'green';

export type Parameters = Readonly<Record<string, string | number>>;

/** One result of the checks. The code is stable; the message says what is wrong and what to do. */
export type Check = {
  readonly code: string;
  readonly level: Level;
  readonly message: Text;
  /** The values in the message. */
  readonly parameters: Parameters;
};

type CheckOf = (code: string, message: Text, parameters?: Parameters) => Check;

const checkOf =
  (level: Level): CheckOf =>
  (code, message, parameters = {}) => ({ code, level, message, parameters });

export const red = checkOf('red');
export const yellow = checkOf('yellow');
export const green = checkOf('green');

/** @param all a check that did not find its mistake is false @returns what was found, or `fine` if nothing was */
export function foundOr(fine: Check, ...all: readonly (Check | false)[]): Check[] {
  const found = all.filter((check) => check !== false);
  return found.length > 0 ? found : [fine];
}

const ORDER: readonly Level[] = ['red', 'yellow', 'green'];

/** Checks of the same level keep their order. */
export const worstFirst = (checks: readonly Check[]): Check[] =>
  checks.toSorted((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level));
