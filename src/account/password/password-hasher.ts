import { Injectable } from '@nestjs/common';
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { networkKeys } from '../../platform/throttle/address-key.js';
import { BoundedQueue } from '../../platform/throttle/bounded-queue.js';
import { tooManyLogins } from '../account.errors.js';
import { argon2Hash, argon2Verify, isArgon2, isCurrentArgon2 } from './password-hashes/argon2-hash.js';
import { djangoDecoy, djangoVerify, parseDjangoHash } from './password-hashes/django-hash.js';

/**
 * Each hash occupies a core and a thread of libuv's pool. One core stays free for requests, and two of the pool's four
 * threads for file access and DNS. Several processes of one machine compute one each, so that `WORKERS=auto` can hash on every
 * core: the scheduler then shares the cores among hashes, presses and the database.
 */
const CONCURRENCY = cluster.isWorker ? 1 : Math.max(1, Math.min(2, availableParallelism() - 1));

/**
 * Measured on one slow core: argon2 takes 10 ms, and PBKDF2 of Django 4.2 (600,000 iterations) another 95 ms. So with a
 * concurrency of one, the last request in a full queue waits 0.7 s, or 2.5 s while Django hashes exist.
 */
const MAX_WAITING = 64;
const MAX_WAITING_WITH_DJANGO = 24;

/**
 * Computes and verifies password hashes with limited concurrency. Addresses share the queue, so that one address cannot
 * keep others from logging in.
 *
 * Invariant: the response time does not reveal whether an e-mail is known, nor which kind of hash its account has. Each
 * check computes argon2 once and, while Django hashes exist, PBKDF2 with the highest iteration count among them.
 */
@Injectable()
export class PasswordHasher {
  private readonly queue = new BoundedQueue(CONCURRENCY, CONCURRENCY + MAX_WAITING, tooManyLogins);
  private djangoIterations = 0;

  /**
   * @param address the client's IP address; undefined if no client sent the password
   * @returns a new argon2id hash
   * @throws DomainError `OVERLOADED` when too many requests wait, in total or from this address
   */
  hash(password: string, address?: string): Promise<string> {
    return this.queue.add(() => argon2Hash(password), networksOf(address));
  }

  /**
   * @param stored the account's hash; undefined if the e-mail is unknown
   * @param address the client's IP address
   * @returns whether the password matches the hash; false for an unknown e-mail or an unreadable hash
   * @throws DomainError `OVERLOADED` as `hash`
   */
  verify(password: string, stored: string | undefined, address?: string): Promise<boolean> {
    return this.queue.add(async () => {
      // Computes both, whatever the first result, for a constant time.
      const byArgon2 = await this.verifyArgon2(password, stored ?? '');
      const byDjango = await this.verifyDjango(password, stored ?? '');
      return byArgon2 || byDjango;
    }, networksOf(address));
  }

  /** @returns whether the hash should be replaced at the next login */
  needsUpgrade(stored: string): boolean {
    return !isCurrentArgon2(stored);
  }

  /** @param iterations highest iteration count among the Django hashes in the database; 0 if there are none */
  expectLegacyHashes(iterations: number): void {
    this.djangoIterations = iterations;
    this.queue.resize(CONCURRENCY + (iterations > 0 ? MAX_WAITING_WITH_DJANGO : MAX_WAITING));
  }

  /** Lets a caller refuse a login before any database query. @throws DomainError `OVERLOADED` as `hash` */
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
    const isRight = django !== undefined && (await djangoVerify(password, django));
    await djangoDecoy(password, this.djangoIterations - (django?.iterations ?? 0));
    return isRight;
  }
}

const networksOf = (address: string | undefined): readonly string[] =>
  address === undefined ? [] : networkKeys(address);
