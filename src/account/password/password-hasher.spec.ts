import { hashSync, verify as argon2Verify } from '@node-rs/argon2';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PasswordHasher } from './password-hasher.js';

// Made by Django itself: PBKDF2PasswordHasher().encode('비밀번호 pass', 'mYsAlT', 600_000), and with 1,000 rounds.
const DJANGO = 'pbkdf2_sha256$600000$mYsAlT$w5915L3jLFG5xwU/Rei42O+qnYJllOPfszp/NJCYcuE=';
const DJANGO_FEW_ROUNDS = 'pbkdf2_sha256$1000$mYsAlT$Blxg1lllQiA6DPHc6toaUunOfAZXk+WbyvdK2QMloBU=';
const PASSWORD = '비밀번호 pass';

describe('hashing', () => {
  const hasher = new PasswordHasher();

  it('makes argon2id hashes with OWASP’s parameters and a salt of their own', async () => {
    const [one, other] = await Promise.all([hasher.hash(PASSWORD), hasher.hash(PASSWORD)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22}\$[^$]{43}$/);
    expect(other).not.toBe(one);
    expect(hasher.needsUpgrade(one)).toBe(false);
  });

  it.each([
    ['a Django hash', DJANGO],
    ['a cheaper argon2id hash', hashSync(PASSWORD, { memoryCost: 8 * 1024, timeCost: 2 })],
    ['a dearer argon2id hash', hashSync(PASSWORD, { timeCost: 3 })],
    ['argon2i', hashSync(PASSWORD, { algorithm: 1 })],
    ['argon2id of an older version', hashSync(PASSWORD, { version: 0 })],
    ['an unusable one', '!'],
    ['nothing', ''],
  ])('wants %s replaced at the next login', (_, stored) => expect(hasher.needsUpgrade(stored)).toBe(true));
});

describe('verifying', () => {
  const hasher = new PasswordHasher();
  const argon2 = hashSync(PASSWORD);

  it.each([
    ['its own hashes', argon2],
    ['argon2id hashes with other parameters', hashSync(PASSWORD, { memoryCost: 8 * 1024, timeCost: 3 })],
    ['Django’s hashes', DJANGO],
    ['Django’s hashes with other rounds', DJANGO_FEW_ROUNDS],
  ])('tells right from wrong by %s', async (_, stored) => {
    expect(await hasher.verify(PASSWORD, stored)).toBe(true);
    expect(await hasher.verify(`${PASSWORD} `, stored)).toBe(false);
    expect(await hasher.verify('', stored)).toBe(false);
  });

  it.each([
    ['nobody', undefined],
    ['nothing', ''],
    ['Django’s unusable password', '!Xq8PmYq3h0rXnGk5'],
    ['a Django hash of another kind', 'pbkdf2_sha1$1000$salt$9ucHZC+VNAuGCSqGYY7SBEmWDyA='],
    ['a Django hash without a salt', DJANGO_FEW_ROUNDS.replace('mYsAlT', '')],
    ['a Django hash of no rounds', DJANGO_FEW_ROUNDS.replace('1000', '0')],
    ['a Django hash of negative rounds', DJANGO_FEW_ROUNDS.replace('1000', '-1000')],
    ['a Django hash cut short', DJANGO_FEW_ROUNDS.slice(0, -4)],
    ['a Django hash that goes on', `${DJANGO_FEW_ROUNDS}A`],
    ['the password itself', PASSWORD],
    ['half an argon2 hash', argon2.slice(0, 40)],
    ['an argon2 hash without its digest', argon2.slice(0, argon2.lastIndexOf('$'))],
    ['an argon2 hash of unknown kind', argon2.replace('argon2id', 'argon2x')],
  ])('says no to %s', async (_, stored) => {
    expect(await hasher.verify(PASSWORD, stored)).toBe(false);
    expect(await hasher.verify('', stored)).toBe(false);
  });

  it.each([
    ['argon2 with 4 GiB of memory', argon2.replace('m=19456', 'm=4194304')],
    ['argon2 with a million passes', argon2.replace('t=2', 't=1000000')],
    ['Django’s with nine million rounds', DJANGO.replace('600000', '9000000')],
  ])('does not compute a planted hash, so that forty others behind it come later: %s', async (_, stored) => {
    const order: string[] = [];
    const planted = hasher.verify(PASSWORD, stored).then((isRight) => order.push(`planted: ${isRight}`));
    // By then it is with libuv's threads.
    await nextTurn();
    const others = Array.from({ length: 40 }, () => argon2Verify(argon2, 'wrong'));
    await Promise.race([planted, Promise.all(others).then(() => order.push('others'))]);
    expect(order).toEqual(['planted: false']);
    await Promise.all(others);
  });
});

describe('the time of an answer', () => {
  const argon2 = hashSync(PASSWORD);
  const ROUNDS = 100_000;

  it.each([
    ['no Django hash is expected', 0, [undefined, argon2, '!', 'nonsense']],
    [
      'Django’s hashes are expected',
      ROUNDS,
      [undefined, argon2, '!', DJANGO.replace('600000', `${ROUNDS}`), DJANGO_FEW_ROUNDS],
    ],
  ])('is the same for every sort of account while %s', async (_, rounds, accounts) => {
    const hasher = new PasswordHasher();
    hasher.expectLegacyHashes(rounds);
    const times = await fastestInTurn(accounts.map((stored) => () => hasher.verify('wrong', stored)));
    expect(Math.max(...times) / Math.min(...times)).toBeLessThan(1.5);
  });

  it('grows when Django’s hashes are expected, and shrinks again when the last is gone', async () => {
    const hasher = new PasswordHasher();
    const verify = (): Promise<boolean> => hasher.verify('wrong', argon2);
    const [without] = await fastestInTurn([verify]);
    hasher.expectLegacyHashes(ROUNDS);
    const [beside] = await fastestInTurn([verify]);
    hasher.expectLegacyHashes(0);
    const [after] = await fastestInTurn([verify]);
    expect(beside!).toBeGreaterThan(2 * without!);
    expect(beside!).toBeGreaterThan(2 * after!);
  });
});

describe('the line', () => {
  const refusals = (results: PromiseSettledResult<unknown>[]): unknown[] =>
    results.filter((result) => result.status === 'rejected').map((result) => result.reason as unknown);

  // Beside those that wait, some are being computed.
  const atWork = Math.max(1, Math.min(2, availableParallelism() - 1));

  it.each([
    [atWork + 64, 0],
    [atWork + 24, 1_000],
  ])('takes %i at once beside %i rounds of PBKDF2, and tells the next to come back', async (length, rounds) => {
    const hasher = new PasswordHasher();
    hasher.expectLegacyHashes(rounds);
    const results = await Promise.allSettled(Array.from({ length: 80 }, () => hasher.verify('wrong', undefined)));
    const refused = refusals(results);
    expect(refused).toHaveLength(80 - length);
    expect(refused[0]).toBeInstanceOf(DomainError);
    expect(refused[0]).toMatchObject({ code: 'OVERLOADED', kind: 'unavailable', retryAfterSeconds: 2 });
    expect(await hasher.verify('wrong', undefined)).toBe(false);
  });

  it.each([
    [64, 0],
    [24, 1_000],
  ])(
    'of %i, beside %i rounds of PBKDF2, has room for others behind any number of one address',
    async (most, rounds) => {
      const hasher = new PasswordHasher();
      hasher.expectLegacyHashes(rounds);
      const many = Promise.allSettled(Array.from({ length: 80 }, () => hasher.verify('wrong', undefined, '192.0.2.1')));
      expect(() => hasher.requireRoom('192.0.2.1')).toThrow(DomainError);
      hasher.requireRoom('192.0.2.2');
      const others = [hasher.verify('wrong', undefined, '192.0.2.2'), hasher.hash('password', '192.0.2.3')];
      expect(refusals(await Promise.allSettled(others))).toEqual([]);
      expect(refusals(await many)).toHaveLength(80 - Math.ceil((most + atWork) / 2));
    },
  );

  it('is the same for new hashes, and says that it is full before anything is looked up', async () => {
    const hasher = new PasswordHasher();
    hasher.requireRoom();
    const results = Promise.allSettled(Array.from({ length: 80 }, () => hasher.hash('password')));
    expect(() => hasher.requireRoom()).toThrow(DomainError);
    expect(refusals(await results)).toHaveLength(80 - 64 - atWork);
  });

  it('keeps one core free of hashes: with two cores, one is computed at a time', async () => {
    const hasher = new PasswordHasher();
    const order: number[] = [];
    const cost = [1_000_000, 1_000, 1_000].map((rounds, i) => {
      const stored = DJANGO.replace('600000', `${rounds}`);
      return hasher.verify('wrong', stored).then(() => order.push(i));
    });
    await Promise.all(cost);
    expect(order.indexOf(0)).toBe(atWork === 1 ? 0 : 2);
  });

  it('leaves the thread pool room for the rest of the service', async () => {
    const hasher = new PasswordHasher();
    let finished = 0;
    const hashes = Array.from({ length: 40 }, () => hasher.hash('password').then(() => finished++));
    await stat(import.meta.filename);
    expect(finished).toBeLessThan(10);
    await Promise.all(hashes);
  });
});

/**
 * Milliseconds of processor time of each at its fastest, taken in turn so that a noisy moment of the machine meets all of
 * them. Time on the clock would count other processes, too.
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
