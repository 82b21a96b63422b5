import { hashSync, verify as argon2Verify } from '@node-rs/argon2';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PasswordHasher } from './password-hasher.js';

// From Django itself: PBKDF2PasswordHasher().encode('비밀번호 pass', 'mYsAlT', 600_000), and with 1,000 iterations.
const DJANGO = 'pbkdf2_sha256$600000$mYsAlT$w5915L3jLFG5xwU/Rei42O+qnYJllOPfszp/NJCYcuE=';
const DJANGO_FEW_ITERATIONS = 'pbkdf2_sha256$1000$mYsAlT$Blxg1lllQiA6DPHc6toaUunOfAZXk+WbyvdK2QMloBU=';
const PASSWORD = '비밀번호 pass';

describe('hashing', () => {
  const hasher = new PasswordHasher();

  it('returns argon2id hashes with OWASP’s parameters and different salts', async () => {
    const [one, other] = await Promise.all([hasher.hash(PASSWORD), hasher.hash(PASSWORD)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22}\$[^$]{43}$/);
    expect(other).not.toBe(one);
    expect(hasher.needsUpgrade(one)).toBe(false);
  });

  it.each([
    ['a Django hash', DJANGO],
    ['a cheaper argon2id hash', hashSync(PASSWORD, { memoryCost: 8 * 1024, timeCost: 2 })],
    ['a more expensive argon2id hash', hashSync(PASSWORD, { timeCost: 3 })],
    ['argon2i', hashSync(PASSWORD, { algorithm: 1 })],
    ['argon2id of an older version', hashSync(PASSWORD, { version: 0 })],
    ['an unusable hash', '!'],
    ['an empty text', ''],
  ])('needs an upgrade of %s', (_, stored) => expect(hasher.needsUpgrade(stored)).toBe(true));
});

describe('verifying', () => {
  const hasher = new PasswordHasher();
  const argon2 = hashSync(PASSWORD);

  it.each([
    ['its own hashes', argon2],
    ['argon2id hashes with other parameters', hashSync(PASSWORD, { memoryCost: 8 * 1024, timeCost: 3 })],
    ['Django’s hashes', DJANGO],
    ['Django’s hashes with another iteration count', DJANGO_FEW_ITERATIONS],
  ])('accepts the right password and rejects others for %s', async (_, stored) => {
    expect(await hasher.verify(PASSWORD, stored)).toBe(true);
    expect(await hasher.verify(`${PASSWORD} `, stored)).toBe(false);
    expect(await hasher.verify('', stored)).toBe(false);
  });

  it.each([
    ['an unknown e-mail', undefined],
    ['an empty text', ''],
    ['Django’s unusable password', '!Xq8PmYq3h0rXnGk5'],
    ['a Django hash of another kind', 'pbkdf2_sha1$1000$salt$9ucHZC+VNAuGCSqGYY7SBEmWDyA='],
    ['a Django hash without a salt', DJANGO_FEW_ITERATIONS.replace('mYsAlT', '')],
    ['a Django hash with no iterations', DJANGO_FEW_ITERATIONS.replace('1000', '0')],
    ['a Django hash with a negative iteration count', DJANGO_FEW_ITERATIONS.replace('1000', '-1000')],
    ['a truncated Django hash', DJANGO_FEW_ITERATIONS.slice(0, -4)],
    ['a Django hash with a suffix', `${DJANGO_FEW_ITERATIONS}A`],
    ['the password itself', PASSWORD],
    ['half an argon2 hash', argon2.slice(0, 40)],
    ['an argon2 hash without its digest', argon2.slice(0, argon2.lastIndexOf('$'))],
    ['an argon2 hash of unknown kind', argon2.replace('argon2id', 'argon2x')],
  ])('rejects every password for %s', async (_, stored) => {
    expect(await hasher.verify(PASSWORD, stored)).toBe(false);
    expect(await hasher.verify('', stored)).toBe(false);
  });

  it.each([
    ['argon2 with 4 GiB of memory', argon2.replace('m=19456', 'm=4194304')],
    ['argon2 with a million iterations', argon2.replace('t=2', 't=1000000')],
    ['Django’s with nine million iterations', DJANGO.replace('600000', '9000000')],
  ])('does not compute a planted hash, and answers before forty later hashes: %s', async (_, stored) => {
    const order: string[] = [];
    const planted = hasher.verify(PASSWORD, stored).then((isRight) => order.push(`planted: ${isRight}`));
    // After this turn, libuv's threads would be computing the planted hash.
    await nextTurn();
    const others = Array.from({ length: 40 }, () => argon2Verify(argon2, 'wrong'));
    await Promise.race([planted, Promise.all(others).then(() => order.push('others'))]);
    expect(order).toEqual(['planted: false']);
    await Promise.all(others);
  });
});

describe('the response time', () => {
  const argon2 = hashSync(PASSWORD);
  const ITERATIONS = 100_000;

  it.each([
    ['no Django hashes exist', 0, [undefined, argon2, '!', 'nonsense']],
    [
      'Django hashes exist',
      ITERATIONS,
      [undefined, argon2, '!', DJANGO.replace('600000', `${ITERATIONS}`), DJANGO_FEW_ITERATIONS],
    ],
  ])('is the same for every kind of account while %s', async (_, iterations, accounts) => {
    const hasher = new PasswordHasher();
    hasher.expectLegacyHashes(iterations);
    const times = await fastestInTurn(accounts.map((stored) => () => hasher.verify('wrong', stored)));
    expect(Math.max(...times) / Math.min(...times)).toBeLessThan(1.5);
  });

  it('is longer while Django hashes exist', async () => {
    const hasher = new PasswordHasher();
    const verify = (): Promise<boolean> => hasher.verify('wrong', argon2);
    const [without] = await fastestInTurn([verify]);
    hasher.expectLegacyHashes(ITERATIONS);
    const [withDjango] = await fastestInTurn([verify]);
    hasher.expectLegacyHashes(0);
    const [after] = await fastestInTurn([verify]);
    expect(withDjango!).toBeGreaterThan(1.5 * without!);
    expect(withDjango!).toBeGreaterThan(1.5 * after!);
  });
});

describe('the queue', () => {
  const refusals = (results: PromiseSettledResult<unknown>[]): unknown[] =>
    results.filter((result) => result.status === 'rejected').map((result) => result.reason as unknown);

  // Hashes that are being computed, in addition to the waiting ones.
  const inProgress = Math.max(1, Math.min(2, availableParallelism() - 1));

  it.each([
    [inProgress + 64, 0],
    [inProgress + 24, 1_000],
  ])('accepts %i checks with %i iterations of PBKDF2, and refuses more as overloaded', async (length, iterations) => {
    const hasher = new PasswordHasher();
    hasher.expectLegacyHashes(iterations);
    const results = await Promise.allSettled(Array.from({ length: 80 }, () => hasher.verify('wrong', undefined)));
    const refused = refusals(results);
    expect(refused).toHaveLength(80 - length);
    expect(refused[0]).toBeInstanceOf(DomainError);
    expect(refused[0]).toMatchObject({ code: 'OVERLOADED', kind: 'unavailable' });
    expect(await hasher.verify('wrong', undefined)).toBe(false);
  });

  it.each([
    [64, 0],
    [24, 1_000],
  ])(
    'of %i, with %i iterations of PBKDF2, keeps room for other addresses when one address fills its share',
    async (maxWaiting, iterations) => {
      const hasher = new PasswordHasher();
      hasher.expectLegacyHashes(iterations);
      const many = Promise.allSettled(Array.from({ length: 80 }, () => hasher.verify('wrong', undefined, '192.0.2.1')));
      expect(() => hasher.requireRoom('192.0.2.1')).toThrow(DomainError);
      hasher.requireRoom('192.0.2.2');
      const others = [hasher.verify('wrong', undefined, '192.0.2.2'), hasher.hash('password', '192.0.2.3')];
      expect(refusals(await Promise.allSettled(others))).toEqual([]);
      expect(refusals(await many)).toHaveLength(80 - Math.ceil((maxWaiting + inProgress) / 2));
    },
  );

  it('limits new hashes, too, and can be checked for room in advance', async () => {
    const hasher = new PasswordHasher();
    hasher.requireRoom();
    const results = Promise.allSettled(Array.from({ length: 80 }, () => hasher.hash('password')));
    expect(() => hasher.requireRoom()).toThrow(DomainError);
    expect(refusals(await results)).toHaveLength(80 - 64 - inProgress);
  });

  it('keeps threads of the pool free for the rest of the service', async () => {
    const hasher = new PasswordHasher();
    let finished = 0;
    const hashes = Array.from({ length: 40 }, () => hasher.hash('password').then(() => finished++));
    await stat(import.meta.filename);
    expect(finished).toBeLessThan(10);
    await Promise.all(hashes);
  });
});

/**
 * Runs the works in turn, so that other load on the machine affects all of them. Processor time excludes other processes.
 * @returns for each work, the milliseconds of processor time of its fastest run
 */
async function fastestInTurn(works: readonly (() => Promise<unknown>)[], rounds = 20): Promise<number[]> {
  const fastest = works.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      const started = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(started);
      fastest[index] = Math.min(fastest[index]!, (user + system) / 1000);
    }
  }
  return fastest;
}
