import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { placeholder } from '../../platform/database/sql/in-list.js';
import { Transactions } from '../../platform/database/transactions.js';
import { parseDjangoHash } from './password-hashes/django-hash.js';
import { PasswordHasher } from './password-hasher.js';

const EVERY_MS = 10 * 60 * 1000;

/** So many members are read at a time, which takes a millisecond or two; then others have their turn. */
const MEMBERS_AT_ONCE = 500;
const PAUSE_MS = 10;

const MEMBERS = `SELECT "id", "password" FROM "user" WHERE "id" > ${placeholder(1)} ORDER BY "id" LIMIT ${MEMBERS_AT_ONCE}`;

/**
 * Tells the hasher how expensive the Django hashes are that members still have. While there are any, every login costs
 * as much as one of theirs, so that its time does not tell whose account was moved and has not logged in since. A Django
 * hash is never written, so once none is left nobody looks again.
 */
@Injectable()
export class LegacyHashWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(LegacyHashWatch.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private expected = Infinity;

  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: PasswordHasher,
  ) {}

  /** Nothing is served yet, so nobody needs a pause. */
  async onApplicationBootstrap(): Promise<void> {
    await this.look(0);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async look(pauseMs: number): Promise<void> {
    this.expected = await this.mostRounds(pauseMs);
    this.passwords.expectLegacyHashes(this.expected);
    this.lookLater();
  }

  private lookLater(): void {
    if (this.expected > 0 && !this.stopped) this.timer = setTimeout(() => void this.lookAgain(), EVERY_MS).unref();
  }

  private async lookAgain(): Promise<void> {
    try {
      await this.look(PAUSE_MS);
    } catch (error) {
      this.logger.warn(`Django's password hashes were not counted: ${String(error)}`);
      this.lookLater();
    }
  }

  /** The rounds only go down: when one hash has as many as were expected, the others need not be read. */
  private async mostRounds(pauseMs: number): Promise<number> {
    let most = 0;
    for (let last = 0; most < this.expected && !this.stopped;) {
      const members = await this.transactions.read((tx) => tx.rows({ sql: MEMBERS, parameters: [last] }));
      for (const { password } of members) most = Math.max(most, parseDjangoHash(password as string)?.iterations ?? 0);
      if (members.length < MEMBERS_AT_ONCE) break;
      last = members.at(-1)!['id'] as number;
      await delay(pauseMs);
    }
    return most;
  }
}
