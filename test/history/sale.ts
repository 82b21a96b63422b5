import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import { aCoupon } from '../builders/coupons.js';
import { aWork } from '../builders/works.js';
import type { Shopper } from '../support/crowd.js';
import type { TestDatabase } from '../support/test-database.js';
import { verification } from '../support/verification.js';
import { contradictions } from './contradictions.js';
import { History } from './history.js';
import { keptOf } from './kept.js';
import { noAnswer, outcomeOf, type Outcome } from './outcome.js';
import { tallyOf, writeDown } from './tally.js';

const PAUSE_MS = 50;
const GIVE_UP_MS = 50_000;

export type SaleOptions = { readonly stock: number; readonly crowd: readonly Shopper[]; readonly works?: number };
export type Pressing = { readonly shopper: Shopper; readonly work: number };
/** Where a press is sent: a server, or a line that leads to one. */
export type Door = { readonly baseUrl: string };
type Rush = { readonly atOnce?: number; readonly presses?: readonly Pressing[]; readonly doors?: readonly Door[] };

/** Opens a sale of a new coupon, for new works. */
export async function openSale(database: TestDatabase, { stock, crowd, works = 2 }: SaleOptions): Promise<Sale> {
  const coupon = await aCoupon(database, { count: stock });
  const ids = [];
  for (let work = 0; work < works; work++) ids.push(await aWork(database));
  return new Sale(database, coupon, ids, crowd);
}

/** The sale of one coupon: whatever happens to the server, each client repeats its press until it knows the result. */
export class Sale {
  readonly history = new History();

  constructor(
    private readonly database: TestDatabase,
    readonly coupon: number,
    readonly works: readonly number[],
    readonly crowd: readonly Shopper[],
  ) {}

  /** Every member for every work, in random order. */
  presses(): Pressing[] {
    return shuffled(this.crowd.flatMap((shopper) => this.works.map((work) => ({ shopper, work }))));
  }

  /** Sends presses, `atOnce` at the same time, to the doors in rotation, until all results are known. */
  async rush({ atOnce = 16, presses = this.presses(), doors }: Rush = {}): Promise<void> {
    const limit = pLimit(atOnce);
    const through = (place: number): Door | undefined => doors?.[place % doors.length];
    await Promise.all(presses.map((press, place) => limit(() => this.pressUntilKnown(press, through(place)))));
  }

  /** Resolves as soon as so many codes were returned. */
  told(codes: number): Promise<void> {
    return this.history.until(({ issued }) => issued >= codes);
  }

  async pressUntilKnown(press: Pressing, door?: Door): Promise<Outcome> {
    const giveUpAt = Date.now() + GIVE_UP_MS;
    for (;;) {
      const outcome = await this.press(press, door);
      if (outcome.kind !== 'unknown' || Date.now() > giveUpAt) return outcome;
      await delay(PAUSE_MS);
    }
  }

  /** One request, and what is known after it. */
  press({ shopper, work }: Pressing, door?: Door): Promise<Outcome> {
    const client = door ? shopper.client.at(door) : shopper.client;
    return this.history.write({ member: shopper.id, coupon: this.coupon, work }, () =>
      client.post('/couponuser/', { coupon: this.coupon, work }).then(outcomeOf, noAnswer),
    );
  }

  /** Fails with every contradiction between answers and database, and writes both to a file. */
  async expectExact(): Promise<void> {
    const { tries } = this.history;
    const kept = await keptOf(this.database, this.coupon);
    writeDown(`${this.database.url} ${this.coupon}`, tallyOf(tries, kept));
    const { found } = await verification(this.database);
    const wrong = [...contradictions(tries, kept), ...found.map((one) => `verify: ${JSON.stringify(one)}`)];
    if (wrong.length === 0) return;
    const file = join(mkdtempSync(join(tmpdir(), 'toodat-contradiction-')), 'history.json');
    writeFileSync(file, JSON.stringify({ wrong, kept, tries }, null, 1));
    throw new Error(`${wrong.slice(0, 20).join('\n')}\n${wrong.length} in all; history and rows are in ${file}`);
  }
}

function shuffled<T>(things: T[]): T[] {
  for (let last = things.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [things[last], things[other]] = [things[other]!, things[last]!];
  }
  return things;
}
