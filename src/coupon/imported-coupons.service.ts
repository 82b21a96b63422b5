import { MAX_INTEGER } from '../platform/database/columns/max-integer.js';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import type { Tx } from '../platform/database/tx.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { text, type Text } from '../platform/errors/text.js';
import { validatedTerms, type CouponTerms } from './coupon-terms.js';
import { Coupon } from './coupon.entity.js';
import { CouponUser } from './issued/coupon-user.entity.js';
import { incrementUsage } from './issued/coupon-usage.js';
import { insertLedgers } from './stock/imported-ledger.js';

/** A coupon of another database, with the id that clients know; `count` is the stock that remains. */
export type ImportedCoupon = CouponTerms & Pick<Coupon, 'id' | 'count' | 'createdAt' | 'updatedAt'>;

/** How many of a coupon were issued there, and how many of these are used. */
export type IssuedCounts = { readonly issued: number; readonly used: number };

export type ValidatedCoupon =
  | { readonly coupon: ImportedCoupon; readonly problems?: undefined }
  | { readonly coupon?: undefined; readonly problems: Readonly<Record<string, Text>> };

export type ImportedIssuedCoupon = Pick<
  CouponUser,
  'id' | 'couponId' | 'userId' | 'workId' | 'code' | 'isUsed' | 'createdAt' | 'updatedAt'
>;

const TOO_MANY_UNITS = text(
  '재고와 발급된 수의 합이 2,147,483,647을 넘습니다.',
  'The stock and the number of issued coupons add up to more than 2,147,483,647.',
);

const CODE = /^[A-Za-z0-9]{8}$/;

/** Takes over coupons and issued coupons of another database. */
export class ImportedCouponsService {
  /** @returns the coupon as it is stored here, or the problems of each field, by the rules of the panel's form */
  validated(coupon: ImportedCoupon, { issued }: IssuedCounts): ValidatedCoupon {
    const { name, discountAmount, discountRate, count } = coupon;
    try {
      const terms = validatedTerms({ name, discountAmount, discountRate, count });
      // The sum is the opening of the ledger.
      return count + issued > MAX_INTEGER
        ? { problems: { count: TOO_MANY_UNITS } }
        : { coupon: { ...coupon, ...terms } };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { problems: firstProblems(error.body) };
    }
  }

  isCode(code: string): boolean {
    return CODE.test(code);
  }

  /** Inserts coupons with their ledgers. Their issued coupons follow in the same transaction (`insertIssued`). */
  *insert(tx: Tx, coupons: readonly (IssuedCounts & { readonly coupon: ImportedCoupon })[]): SqlProgram<void> {
    const rows = coupons.map(({ coupon }) => coupon);
    yield* tx.insert(Coupon, rows, { withIds: true });
    yield* insertLedgers(tx, coupons);
    for (const { coupon, used } of coupons) if (used > 0) incrementUsage(tx, coupon.id, { used });
  }

  /** When they were used is not known, so `used_at` stays empty. */
  *insertIssued(tx: Tx, issued: readonly ImportedIssuedCoupon[]): SqlProgram<void> {
    yield* tx.insert(CouponUser, [...issued], { withIds: true });
  }
}

/** The first message of each field of an error `INVALID`. */
const firstProblems = (body: DomainError['body']): Record<string, Text> =>
  Object.fromEntries(Object.entries(body).map(([field, messages]) => [field, (messages as readonly Text[])[0]!]));
