// Gives a batch of presses to the built service's CouponIssuer in one turn of the event loop. Run by Node with: the path
// of `dist`; the presses as JSON; the alphabet of the codes ('' for the usual one); optionally, after how many
// milliseconds to end the thread that issues on SQLite. Prints the answer to each press as JSON, and, where the thread
// was ended, the answers to the same presses when they are repeated.
import { endThread } from './worker-threads.js';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const MAX_MS = 15_000;

const [dist, presses, alphabet, endThreadAfter] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(dist, file)).href);
const { NestFactory } = createRequire(join(dist, 'main.js'))('@nestjs/core');
const { AppModule } = await load('app.module.js');
const { CouponIssuer } = await load('coupon/issuing/coupon-issuer.js');

const app = await NestFactory.createApplicationContext(AppModule, { logger: false });
const issuer = alphabet ? await issuerWithCodesFrom(alphabet) : app.get(CouponIssuer);
// Without this, a press that is never answered would last until the test's time limit.
setTimeout(() => {
  console.log(`not done after ${MAX_MS} ms`);
  process.exit(1);
}, MAX_MS).unref();
const first = pressAll();
if (endThreadAfter !== undefined) {
  await delay(Number(endThreadAfter));
  await endThread('issuing.thread.js');
}
const told = await first;
const again = endThreadAfter === undefined ? [] : await pressAll();
await app.close();
console.log(`answers: ${JSON.stringify({ told, again })}`);

function pressAll() {
  return Promise.all(
    JSON.parse(presses).map((press) =>
      issuer.issue(press).then(
        ({ code }) => ({ code }),
        (refusal) => ({ refusal: refusal.code ?? String(refusal) }),
      ),
    ),
  );
}

/** An issuer of its own that issues on this thread: on SQLite the other one draws its codes on a worker thread. */
async function issuerWithCodesFrom(letters) {
  const { CouponCodes } = await load('coupon/issuing/coupon-code.js');
  const { DirectIssuingWriter } = await load('coupon/issuing/direct-issuing-writer.js');
  const { IssueBatch } = await load('coupon/issuing/issue-batch.js');
  const { KnownCoupons } = await load('coupon/issuing/known-coupons.js');
  const { CouponStockService } = await load('coupon/stock/coupon-stock.service.js');
  const { Transactions } = await load('platform/database/transactions.js');
  const { Clock } = await load('platform/time/clock.js');
  const transactions = app.get(Transactions);
  const batch = new IssueBatch(app.get(CouponStockService), new CouponCodes(letters), app.get(Clock));
  const writer = new DirectIssuingWriter(transactions, batch);
  return new CouponIssuer(transactions, writer, batch, app.get(KnownCoupons));
}
