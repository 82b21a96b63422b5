import { hash, parseOptions, verify, type ParsedHashOptions } from '@node-rs/argon2';

// From OWASP's password storage cheat sheet: argon2id with 19 MiB of memory, two iterations and a parallelism of one.
const CURRENT = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1, outputLen: 32 };

// The library declares these as a `const enum`, which does not exist at run time.
const ARGON2ID = 2;
const VERSION_13 = 1;

/** Limits the cost of verifying a stored hash, so that a hash planted in the database cannot overload the machine. */
const MAX_COST_FACTOR = 8;

/** @returns a new hash with a random salt, in PHC format: `$argon2id$v=19$m=…` */
export const argon2Hash = (password: string): Promise<string> => hash(password, CURRENT);

/** @returns whether `stored` is an argon2 hash within the cost limit */
export function isArgon2(stored: string): boolean {
  const options = parse(stored);
  return options !== undefined && cost(options) <= MAX_COST_FACTOR * cost(CURRENT);
}

/** @param stored a hash that `isArgon2` has accepted */
export const argon2Verify = (password: string, stored: string): Promise<boolean> => verify(stored, password);

/** @returns whether `stored` is argon2id with the current parameters */
export function isCurrentArgon2(stored: string): boolean {
  const options = parse(stored);
  if (!options || Number(options.algorithm) !== ARGON2ID || Number(options.version) !== VERSION_13) return false;
  return Object.entries(CURRENT).every(([name, value]) => options[name as keyof typeof CURRENT] === value);
}

function parse(stored: string): ParsedHashOptions | undefined {
  try {
    return parseOptions(stored);
  } catch {
    return undefined;
  }
}

const cost = ({ memoryCost, timeCost }: { memoryCost: number; timeCost: number }): number => memoryCost * timeCost;
