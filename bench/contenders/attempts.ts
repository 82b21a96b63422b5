import { drawCode } from './code.js';
import type { Issued, Press, Refusal } from './issuer.js';

const DRAWS = 20;

/** Repeats `attempt` with a new code while the code violates its unique constraint. A violation of the other one is the refusal. */
export async function withFreeCode(
  press: Press,
  attempt: (code: string, now: Date) => number | undefined | Promise<number | undefined>,
): Promise<Issued | Refusal> {
  for (let draw = 1; draw <= DRAWS; draw++) {
    const code = drawCode();
    const createdAt = new Date();
    try {
      const id = await attempt(code, createdAt);
      return id === undefined ? 'SOLD_OUT' : { ...press, id, code, createdAt };
    } catch (error) {
      const broken = brokenConstraint(error);
      if (broken === 'once') return 'ALREADY_ISSUED';
      if (broken !== 'code') throw error;
    }
  }
  throw new Error(`no free coupon code in ${DRAWS} draws`);
}

function brokenConstraint(error: unknown): 'once' | 'code' | undefined {
  const { driverError, ...own } = error as { driverError?: object };
  const { code, constraint } = (driverError ?? own) as { code?: string; constraint?: string };
  if (code === '23505') return constraint === 'coupon_user_code' ? 'code' : 'once';
  if (code !== 'SQLITE_CONSTRAINT_UNIQUE') return undefined;
  return (error as Error).message.includes('coupon_user.code') ? 'code' : 'once';
}
