import { Injectable } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { tooManyLogins } from './account.errors.js';
import { argon2Hash, argon2Verify, isArgon2, isPresentArgon2 } from './password-hashes/argon2-hash.js';
import { djangoDecoy, djangoVerify, parseDjangoHash } from './password-hashes/django-hash.js';

/**
 * Each hash keeps a core busy, and one core is left to the requests. libuv has four threads for files, names and hashes:
 * two are left for the rest of the service.
 */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));

/**
 * Measured on one slow core: argon2 takes 10 ms, and the PBKDF2 of Django 4.2 (600,000 rounds) 95 ms beside it. So with
 * one at a time the last waits two thirds of a second, or about two and a half while Django's hashes are still expected.
 */
const MOST_WAITING = 64;
const MOST_WAITING_BESIDE_DJANGO = 24;

/**
 * Makes and checks password hashes, a few at a time.
 *
 * The promise: an answer's time does not tell whether the e-mail is known, nor what sort of hash it has. Each check does
 * one argon2 computation and, while Django's hashes are expected, PBKDF2 of as many rounds as they have.
 */
@Injectable()
export class PasswordHasher {
  private readonly inLine = pLimit(AT_ONCE);
  private djangoIterations = 0;

  /** @throws DomainError `OVERLOADED` when too many wait already */
  hash(password: string): Promise<string> {
    return this.queue(() => argon2Hash(password));
  }

  /** @param stored undefined when nobody has this e-mail. @throws DomainError `OVERLOADED` when too many wait already */
  verify(password: string, stored: string | undefined): Promise<boolean> {
    return this.queue(async () => {
      const byArgon2 = await this.verifyArgon2(password, stored ?? '');
      const byDjango = await this.verifyDjango(password, stored ?? '');
      return byArgon2 || byDjango;
    });
  }

  /** Whether the hash should be replaced at the next login. */
  needsUpgrade(stored: string): boolean {
    return !isPresentArgon2(stored);
  }

  /** @param iterations the most rounds among the Django hashes that are still in the database; 0 when none is left */
  expectLegacyHashes(iterations: number): void {
    this.djangoIterations = iterations;
  }

  /** To be asked before anything is looked up for a login. @throws DomainError `OVERLOADED` when too many wait already */
  requireRoom(): void {
    const most = this.djangoIterations > 0 ? MOST_WAITING_BESIDE_DJANGO : MOST_WAITING;
    if (this.inLine.pendingCount >= most) throw tooManyLogins();
  }

  private async queue<T>(work: () => Promise<T>): Promise<T> {
    this.requireRoom();
    return this.inLine(work);
  }

  private async verifyArgon2(password: string, stored: string): Promise<boolean> {
    if (isArgon2(stored)) return argon2Verify(password, stored);
    await argon2Hash(password);
    return false;
  }

  private async verifyDjango(password: string, stored: string): Promise<boolean> {
    const django = parseDjangoHash(stored);
    const right = django !== undefined && (await djangoVerify(password, django));
    await djangoDecoy(password, this.djangoIterations - (django?.iterations ?? 0));
    return right;
  }
}
