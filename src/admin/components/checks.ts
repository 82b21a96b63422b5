import { ApiClient } from 'adminjs';

export type Level = 'red' | 'yellow' | 'green';

/** One of `checksAction`'s results. */
export type Check = { code: string; level: Level; message: Record<'ko' | 'en', string> };

const LEVELS: readonly Level[] = ['red', 'yellow', 'green'];

/** The checks of a coupon's event, the worst first. @returns undefined if they could not be read */
export async function fetchChecks(couponId: string): Promise<readonly Check[] | undefined> {
  try {
    const { data } = await new ApiClient().recordAction({
      resourceId: 'coupons',
      recordId: couponId,
      actionName: 'checks',
    });
    // A refusal is an answer without checks.
    return (data as { checks?: Check[] }).checks;
  } catch {
    return undefined;
  }
}

/** How many checks of each level there are, such as "Fix 1 · Check 2 · OK 5". */
export function summaryOf(checks: readonly Check[], say: (level: Level) => string): string {
  const count = (level: Level): number => checks.filter((check) => check.level === level).length;
  return LEVELS.filter(count)
    .map((level) => `${say(level)} ${count(level)}`)
    .join(' · ');
}
