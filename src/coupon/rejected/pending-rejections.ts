import type { Rejection } from './rejected-press.entity.js';

/** The ids of a press. */
export type Pressed = { readonly userId: number; readonly couponId: number; readonly workId: number };

/** Rejected presses of one member for one coupon and one work that are not written yet. Times are in milliseconds since 1970. */
export type PendingRejection = Pressed & { presses: number; firstAt: number; lastAt: number; lastReason: Rejection };

/** Rejected presses in memory, one entry for each member, coupon and work. */
export class PendingRejections {
  private readonly entries = new Map<string, PendingRejection>();

  /** @param max number of entries */
  constructor(private readonly max: number) {}

  get size(): number {
    return this.entries.size;
  }

  /** @returns false if the press was not kept, because there are `max` other entries */
  add(pressed: Pressed, lastReason: Rejection, at: number): boolean {
    const { userId, couponId, workId } = pressed;
    const key = `${userId}:${couponId}:${workId}`;
    const known = this.entries.get(key);
    if (!known && this.entries.size >= this.max) return false;
    if (known) {
      known.presses += 1;
      known.lastAt = at;
      known.lastReason = lastReason;
    } else this.entries.set(key, { userId, couponId, workId, presses: 1, firstAt: at, lastAt: at, lastReason });
    return true;
  }

  /** Removes and returns the oldest entries. */
  take(count: number): PendingRejection[] {
    const taken: PendingRejection[] = [];
    for (const [key, entry] of this.entries) {
      if (taken.length === count) break;
      taken.push(entry);
      this.entries.delete(key);
    }
    return taken;
  }

  /** Puts entries back that could not be written. @returns how many were not kept */
  giveBack(entries: readonly PendingRejection[]): number {
    let lost = 0;
    for (const entry of entries) {
      const key = `${entry.userId}:${entry.couponId}:${entry.workId}`;
      const later = this.entries.get(key);
      if (later) {
        later.presses += entry.presses;
        later.firstAt = entry.firstAt;
      } else if (this.entries.size < this.max) this.entries.set(key, entry);
      else lost += entry.presses;
    }
    return lost;
  }
}
