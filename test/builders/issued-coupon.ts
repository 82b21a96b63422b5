import { member } from '../support/members.js';
import type { RunningServer } from '../support/server.js';
import { aCoupon } from './coupons.js';
import { aWork } from './works.js';

/** A new member gets one of two coupons. @returns the ids of the issued coupon and of the coupon */
export async function anIssuedCoupon(server: RunningServer): Promise<{ id: number; coupon: number }> {
  const coupon = await aCoupon(server.database, { count: 2 });
  const press = { coupon, work: await aWork(server.database) };
  const answer = await (await member(server)).post('/couponuser/', press);
  return { id: answer.json<{ id: number }>().id, coupon };
}
