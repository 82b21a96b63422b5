import { hash, parseOptions, verify, type ParsedHashOptions } from '@node-rs/argon2';

// OWASP's password storage cheat sheet: argon2id with 19 MiB, two passes, one lane.
const PRESENT = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1, outputLen: 32 };

// The library's own names for these are a `const enum`, which is not there at run time.
const ARGON2ID = 2;
const VERSION_13 = 1;

/** A stored hash may ask for this many times the present work, so that a planted one cannot take the machine down. */
const MAX_WORK = 8;

/** @returns a new hash in PHC form, `$argon2id$v=19$m=…`, with a salt of its own */
export const argon2Hash = (password: string): Promise<string> => hash(password, PRESENT);

/** Whether `stored` is an argon2 hash that may be computed here. */
export function isArgon2(stored: string): boolean {
  const options = parse(stored);
  return options !== undefined && work(options) <= MAX_WORK * work(PRESENT);
}

export const argon2Verify = (password: string, stored: string): Promise<boolean> => verify(stored, password);

/** Whether `stored` is argon2id with the present parameters. */
export function isPresentArgon2(stored: string): boolean {
  const options = parse(stored);
  if (!options || Number(options.algorithm) !== ARGON2ID || Number(options.version) !== VERSION_13) return false;
  return Object.entries(PRESENT).every(([name, value]) => options[name as keyof typeof PRESENT] === value);
}

function parse(stored: string): ParsedHashOptions | undefined {
  try {
    return parseOptions(stored);
  } catch {
    return undefined;
  }
}

const work = ({ memoryCost, timeCost }: { memoryCost: number; timeCost: number }): number => memoryCost * timeCost;
