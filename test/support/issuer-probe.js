// Asks the built server's own issuer, in one turn of the event loop, for a batch of presses. Run by Node with the path of
// `dist`, the presses as JSON, an alphabet for the codes ('' for the usual one), and after how many milliseconds the
// thread that issues on SQLite is to end (none: it lives). Prints what each press came to, as JSON; where the thread ended,
// what the same presses came to when they were pressed again.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const [dist, presses, alphabet, endThreadAfter] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(dist, file)).href);
const { NestFactory } = createRequire(join(dist, 'main.js'))('@nestjs/core');
const { AppModule } = await load('app.module.js');
const { CouponIssuer } = await load('coupon/issuing/coupon-issuer.js');

const app = await NestFactory.createApplicationContext(AppModule, { logger: false });
if (alphabet) await drawFrom(alphabet);
const issuer = app.get(CouponIssuer);
const first = pressAll();
if (endThreadAfter !== undefined) await endThread(Number(endThreadAfter));
const told = await first;
const again = endThreadAfter === undefined ? [] : await pressAll();
console.log(`answers: ${JSON.stringify({ told, again })}`);
await app.close();

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

/** Issues on this thread, whose generator of codes can be reached. */
async function drawFrom(letters) {
  const { CouponCodes } = await load('coupon/issuing/coupon-code.js');
  const { DirectIssuingWriter } = await load('coupon/issuing/direct-issuing-writer.js');
  const { IssueBatch } = await load('coupon/issuing/issue-batch.js');
  const { Transactions } = await load('platform/database/transactions.js');
  app.get(CouponCodes).alphabet = letters;
  app.get(CouponIssuer).writer = new DirectIssuingWriter(app.get(Transactions), app.get(IssueBatch));
}

async function endThread(milliseconds) {
  const { IssuingWriter } = await load('coupon/issuing/issuing-writer.js');
  const thread = await app.get(IssuingWriter).worker.thread;
  await delay(milliseconds);
  await thread.terminate();
}
