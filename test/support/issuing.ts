import type { CouponIssuer } from '../../src/coupon/issuing/coupon-issuer.js';
import type { Press } from '../../src/coupon/issuing/press.js';
import type { Application } from './application.js';

type Answer = { readonly code?: string; readonly refusal?: string };

/** Gives the presses to the application's CouponIssuer in one turn of its event loop. @returns the answers, in order */
export function issueTogether(application: Application, presses: readonly Press[]): Promise<readonly Answer[]> {
  return application.run(
    ({ get }, all) =>
      Promise.all(
        all.map((press) =>
          get<CouponIssuer>('CouponIssuer')
            .issue(press)
            .then(
              ({ code }): Answer => ({ code }),
              (refusal: Error & { code?: string }): Answer => ({ refusal: refusal.code ?? refusal.message }),
            ),
        ),
      ),
    presses,
  );
}

type Codes = typeof import('../../src/coupon/issuing/coupon-code.js');
type Issuers = typeof import('../../src/coupon/issuing/coupon-issuer.js');
type Writers = typeof import('../../src/coupon/issuing/postgres-issuing-writer.js');
type Batches = typeof import('../../src/coupon/issuing/batch-program.js');

/**
 * Issues with an issuer of its own, whose codes are made of the letters of `alphabet`. It writes on the main thread: on
 * SQLite the service's own issuer draws codes on a worker thread.
 * @returns the codes, in order
 */
export function issueWithAlphabet(
  application: Application,
  presses: readonly Press[],
  alphabet: string,
): Promise<readonly string[]> {
  return application.run(
    async ({ get, load, transactions }, { presses, alphabet }) => {
      const { CouponCodes } = await load<Codes>('coupon/issuing/coupon-code.js');
      const { CouponIssuer } = await load<Issuers>('coupon/issuing/coupon-issuer.js');
      const { PostgresIssuingWriter } = await load<Writers>('coupon/issuing/postgres-issuing-writer.js');
      const { BatchProgram } = await load<Batches>('coupon/issuing/batch-program.js');
      const batch = new BatchProgram(get('CouponStockService'), new CouponCodes(alphabet), get('Clock'));
      const writer = new PostgresIssuingWriter(transactions, batch);
      const issuer = new CouponIssuer(transactions, writer, batch, get('KnownCoupons'), get('LiveCounters'));
      const rows = await Promise.all(presses.map((press) => issuer.issue(press)));
      return rows.map(({ code }) => code);
    },
    { presses, alphabet },
  );
}
