import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { placeholder } from '../../platform/database/sql/in-list.js';
import { Transactions } from '../../platform/database/transactions.js';
import { parseDjangoHash } from './password-hashes/django-hash.js';
import { PasswordHasher } from './password-hasher.js';

const INTERVAL_MS = 10 * 60 * 1000;

/** Reading a page blocks SQLite for a millisecond or two. Other requests run in the pause between pages. */
const PAGE_SIZE = 500;
const PAUSE_MS = 10;

const MEMBERS = `SELECT "id", "password" FROM "user" WHERE "id" > ${placeholder(1)} ORDER BY "id" LIMIT ${PAGE_SIZE}`;

/**
 * Finds the highest iteration count among the Django hashes in the database and passes it to the password hasher. While
 * Django hashes exist, every login costs as much as the check of one. Otherwise the response time would reveal which
 * accounts came from the original service and have not logged in since. No new Django hashes are written, so the watch
 * ends when none is left.
 */
@Injectable()
export class LegacyHashWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(LegacyHashWatch.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private maxIterations = Infinity;
  /** No member up to this id has such a hash: none is ever written. */
  private checkedId = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: PasswordHasher,
  ) {}

  /** Reads without pauses, because the service does not accept requests yet. */
  async onApplicationBootstrap(): Promise<void> {
    await this.update(0);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async update(pauseMs: number): Promise<void> {
    this.maxIterations = await this.readMaxIterations(pauseMs);
    this.passwords.expectLegacyHashes(this.maxIterations);
    this.schedule();
  }

  private schedule(): void {
    if (this.maxIterations === 0 || this.stopped) return;
    this.timer = setTimeout(() => void this.updateOrWarn(), INTERVAL_MS).unref();
  }

  private async updateOrWarn(): Promise<void> {
    try {
      await this.update(PAUSE_MS);
    } catch (error) {
      this.logger.warn(`Could not read Django's password hashes: ${String(error)}`);
      this.schedule();
    }
  }

  /** The maximum never increases. So the scan ends early at a hash that has the previous maximum. */
  private async readMaxIterations(pauseMs: number): Promise<number> {
    let max = 0;
    for (let lastId = this.checkedId; max < this.maxIterations && !this.stopped;) {
      const members = await this.transactions.read((tx) => tx.rows({ sql: MEMBERS, parameters: [lastId] }));
      for (const { id, password } of members) {
        max = Math.max(max, parseDjangoHash(password as string)?.iterations ?? 0);
        if (max === 0) this.checkedId = id as number;
      }
      if (members.length < PAGE_SIZE) break;
      lastId = members.at(-1)!['id'] as number;
      await delay(pauseMs);
    }
    return max;
  }
}
