import { Injectable } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import { networkKeys } from '../../platform/throttle/address-key.js';
import { BoundedQueue } from '../../platform/throttle/bounded-queue.js';
import { tooManyLogins } from '../account.errors.js';
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
const MAX_WAITING = 64;
const MAX_WAITING_BESIDE_DJANGO = 24;

/**
 * Makes and checks password hashes, a few at a time. Addresses share the places in the queue, so that none keeps others from
 * logging in.
 *
 * The promise: an answer's time does not tell whether the e-mail is known, nor what sort of hash it has. Each check does
 * one argon2 computation and, while Django's hashes are expected, PBKDF2 of as many rounds as they have.
 */
@Injectable()
export class PasswordHasher {
  private readonly queue = new BoundedQueue(AT_ONCE, AT_ONCE + MAX_WAITING, tooManyLogins);
  private djangoIterations = 0;

  /**
   * @param address the client's; undefined for a password that no client sent
   * @throws DomainError `OVERLOADED` when too many wait already, in all or from this address
   */
  hash(password: string, address?: string): Promise<string> {
    return this.queue.add(() => argon2Hash(password), networksOf(address));
  }

  /** @param stored undefined when nobody has this e-mail. @throws DomainError `OVERLOADED` as `hash` */
  verify(password: string, stored: string | undefined, address?: string): Promise<boolean> {
    return this.queue.add(async () => {
      const byArgon2 = await this.verifyArgon2(password, stored ?? '');
      const byDjango = await this.verifyDjango(password, stored ?? '');
      return byArgon2 || byDjango;
    }, networksOf(address));
  }

  /** Whether the hash should be replaced at the next login. */
  needsUpgrade(stored: string): boolean {
    return !isPresentArgon2(stored);
  }

  /** @param iterations the most rounds among the Django hashes that are still in the database; 0 when none is left */
  expectLegacyHashes(iterations: number): void {
    this.djangoIterations = iterations;
    this.queue.resize(AT_ONCE + (iterations > 0 ? MAX_WAITING_BESIDE_DJANGO : MAX_WAITING));
  }

  /** To be asked before anything is looked up for a login. @throws DomainError `OVERLOADED` as `hash` */
  requireRoom(address?: string): void {
    this.queue.requireRoom(networksOf(address));
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

const networksOf = (address: string | undefined): readonly string[] =>
  address === undefined ? [] : networkKeys(address);
