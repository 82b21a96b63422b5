import type { LiveSampleStore } from '../../src/coupon/live/live-sample-store.js';
import type { LiveCounters } from '../../src/coupon/live/live-counters.js';
import { noPresses, type PressCounts } from '../../src/coupon/live/press-counts.js';
import { Application, type Remote } from '../support/application.js';
import { onEachDatabase, onPostgres } from '../support/on-each-database.js';
import { countOf } from '../support/test-database.js';

const second = (): number => Math.floor(Date.now() / 1000);

/** Ids of coupons that are pressed in one test each. */
let serial = 1_000;

const counts = (some: Partial<PressCounts>): PressCounts => ({ ...noPresses(), ...some });

onEachDatabase('LiveSampleStore', (kind) => {
  let application: Application;
  let store: Remote<LiveSampleStore>;

  beforeAll(async () => {
    application = await Application.start(kind);
    store = application.service<LiveSampleStore>('LiveSampleStore');
  });

  it('gets at most 50 coupons of a second, however many were pressed, and the presses of the others together', async () => {
    const taken = await application.run(({ get }) => {
      const counters = get<LiveCounters>('LiveCounters');
      counters.take();
      for (let coupon = 1; coupon <= 1_000; coupon++) counters.of(coupon).ISSUED += 1;
      return Promise.resolve(counters.take());
    }, undefined);
    expect([taken.size, taken.get(0)!.ISSUED]).toEqual([51, 950]);
  });

  it('returns the seconds of one coupon from a second on', async () => {
    const now = second();
    const [coupon, other] = [++serial, ++serial];
    const first = counts({ ISSUED: 2, SOLD_OUT: 1, batches: 1, batched: 3, longestWaitMs: 12 });
    await store.add(now - 20, new Map([[coupon, counts({ PAUSED: 9 })]]));
    await store.add(now - 10, new Map([[coupon, first], [other, counts({ ISSUED: 7 })]])); // prettier-ignore
    await store.add(now - 8, new Map([[coupon, counts({ THROTTLED: 5 })]]));
    const { bySecond } = await store.read(coupon, now - 10);
    expect([...bySecond].sort(([a], [b]) => a - b)).toEqual([
      [now - 10, first],
      [now - 8, counts({ THROTTLED: 5 })],
    ]);
  });

  it('adds what comes twice for a second, and keeps the longer wait', async () => {
    const now = second();
    const coupon = ++serial;
    for (const wait of [30, 20]) {
      await store.add(now - 5, new Map([[coupon, counts({ ISSUED: 1, batches: 1, batched: 2, longestWaitMs: wait })]]));
    }
    const sum = counts({ ISSUED: 2, batches: 2, batched: 4, longestWaitMs: 30 });
    expect((await store.read(coupon, now - 60)).bySecond.get(now - 5)).toEqual(sum);
  });

  it('returns a second that comes later than others', async () => {
    const now = second();
    const coupon = ++serial;
    await store.add(now, new Map([[coupon, counts({ ISSUED: 1 })]]));
    expect((await store.read(coupon, now - 900)).bySecond.size).toBe(1);
    await store.add(now - 1, new Map([[coupon, counts({ ISSUED: 1 })]]));
    expect((await store.read(coupon, now - 900)).bySecond.size).toBe(2);
  });

  it('knows since when there is a record, with presses or without', async () => {
    const now = second();
    const coupon = ++serial;
    await store.add(now - 2, new Map());
    const { bySecond, knownSince } = await store.read(coupon, now - 900);
    expect([bySecond.size, knownSince! <= now]).toEqual([0, true]);
  });
});

onPostgres('LiveSampleStore', () => {
  it('deletes what is older than 15 minutes, and keeps the rest', async () => {
    const application = await Application.start('postgres');
    const { database } = application;
    const store = application.service<LiveSampleStore>('LiveSampleStore');
    const [coupon, now] = [++serial, second()];
    for (const age of [2_000, 910, 600, 5]) await store.add(now - age, new Map([[coupon, counts({ ISSUED: 1 })]]));
    expect(await store.sweepSome()).toBe(false);
    expect(await countOf(database, 'live_sample', `coupon_id = ${coupon}`)).toBe(2);
  });
});
