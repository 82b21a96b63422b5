import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { CachedValue } from '../../platform/cache/cached-value.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { EntitySql } from '../../platform/database/sql/entity-sql.js';
import { Clock } from '../../platform/time/clock.js';
import { noSuchCoupon } from '../coupon.errors.js';
import { Coupon } from '../coupon.entity.js';
import { UNATTRIBUTED } from './live-counters.js';
import { KEPT_SECONDS, LiveSampleStore } from './live-sample-store.js';
import { liveSnapshot, type LiveHistory } from './live-snapshot.js';
import { liveCoupon } from './live.statements.js';

type Encoded = { readonly now: Buffer; readonly history: LiveHistory };

/** Operators watch a few events at a time. Beyond this many, the least recently watched one is removed. */
const MAX_COUPONS = 50;

const UNCHANGING = (): number => 0;

/**
 * The numbers of the live view, as JSON. Whatever the number of viewers, each process reads and encodes them about once a second,
 * and only while someone looks.
 */
@Injectable()
export class LiveService {
  /** Undefined for a coupon that does not exist. */
  private readonly cached = new LRUCache<number, CachedValue<Encoded | undefined>>({ max: MAX_COUPONS });
  private readonly entities: EntitySql;

  constructor(
    dataSource: DataSource,
    private readonly reads: BackgroundReads,
    private readonly store: LiveSampleStore,
    private readonly clock: Clock,
  ) {
    this.entities = new EntitySql(dataSource);
  }

  /** A `LiveSnapshot`. @throws DomainError `NOT_FOUND`, but not for a hidden coupon; what `BackgroundReads` throws */
  async snapshot(couponId: number): Promise<Buffer> {
    return (await this.read(couponId)).now;
  }

  /** A `LiveHistory`. Throws as `snapshot` does. */
  async history(couponId: number): Promise<Buffer> {
    return encoded((await this.read(couponId)).history);
  }

  private async read(couponId: number): Promise<Encoded> {
    const found = await this.valueOf(couponId).get();
    if (!found) throw noSuchCoupon();
    return found;
  }

  private valueOf(couponId: number): CachedValue<Encoded | undefined> {
    const known = this.cached.get(couponId);
    if (known) return known;
    const added = new CachedValue(() => this.load(couponId), UNCHANGING);
    this.cached.set(couponId, added);
    return added;
  }

  private async load(couponId: number): Promise<Encoded | undefined> {
    const now = this.clock.now();
    const from = Math.floor(now.getTime() / 1000) - KEPT_SECONDS;
    const [[row], samples, unattributed] = await Promise.all([
      this.reads.rows(liveCoupon(couponId)),
      this.store.read(couponId, from),
      this.store.read(UNATTRIBUTED, from),
    ]);
    if (!row) return undefined;
    const coupon = this.entities.entityOf(Coupon, row, '');
    const [snapshot, history] = liveSnapshot({ coupon, counts: row, samples, unattributed }, now);
    return { now: encoded(snapshot), history };
  }
}

const encoded = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
