// Runs transactions of the built server on the database of `DATABASE_URL`. Run by Node with the path of `dist`. At the
// statement `-- end` of a transaction the thread that writes to SQLite ends. Prints what came of each, as JSON.
import { endThread } from './worker-threads.js';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(dist, file)).href);
const { NestFactory } = createRequire(join(dist, 'main.js'))('@nestjs/core');
const { AppModule } = await load('app.module.js');
const { Transactions } = await load('platform/database/transactions.js');

const app = await NestFactory.createApplicationContext(AppModule, { logger: false });
const transactions = app.get(Transactions);
const outcomes = {};

const insert = (title) => ({
  sql: `INSERT INTO "work" ("title", "created_at", "updated_at") VALUES (?, '2026-01-01', '2026-01-01')`,
  parameters: [title],
});

await attempt('first', [insert('first')]);
await attempt('conflict', [insert('half of a conflict')], [insert('first')]);
await attempt('work that fails', [insert('half')], () => {
  throw Object.assign(new Error('stop'), { code: 'ITS_OWN' });
});
await attempt('thread that ends before COMMIT', [insert('never')], endWriter, [insert('never either')]);
await attempt('next', [insert('next')]);
const raced = attempt('thread that ends at any time', ...Array.from({ length: 20 }, (_, n) => [insert(`race ${n}`)]));
setTimeout(endWriter, 1);
await raced;
await attempt('last', [insert('last')]);
await Promise.all(Array.from({ length: 20 }, (_, n) => count(n)));
console.log(`outcomes: ${JSON.stringify(outcomes)}`);
await app.close();

/** @param steps each the statements that are yielded together, or a function that is called in between */
async function attempt(name, ...steps) {
  const work = function* () {
    for (const step of steps) typeof step === 'function' ? step() : yield step;
  };
  outcomes[name] = await transactions.run(work).then(
    () => 'committed',
    (error) => error.code ?? String(error),
  );
}

/** Reads and writes back: two at once would count once. */
async function count(n) {
  await transactions
    .run(function* () {
      const [[row]] = yield [
        { sql: `SELECT coalesce(max("title"), '100') AS title FROM "work" WHERE "title" LIKE '1__'`, parameters: [] },
      ];
      yield [insert(String(Number(row.title) + 1))];
      if (n % 4 === 3) throw new Error('rolled back');
    })
    .catch(() => undefined);
}

function endWriter() {
  void endThread('write.thread.js');
}
