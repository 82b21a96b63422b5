// The built service without HTTP, for `Application`, which starts this process and sends it calls. Run by Node with the
// path of `dist` and, for transactions on this thread instead of the write thread, `--on-this-thread`.
import { endThread } from './worker-threads.js';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';

const [dist, option] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(dist, file)).href);
const { NestFactory, ModulesContainer } = createRequire(join(dist, 'main.js'))('@nestjs/core');
const { AppModule } = await load('app.module.js');

const app = await NestFactory.createApplicationContext(AppModule, { logger: false });
const { Work } = await load('work/work.entity.js');
const { all } = await load('platform/database/sql/statement.js');
const tools = { get, load, endThread, transactions: await transactions(), all, Work, newWork };

process.on('message', async ({ id, ...call }) => {
  try {
    process.send({ id, value: await carryOut(call) });
  } catch (error) {
    process.send({ id, error: { ...error, message: error.message } });
  }
});
process.once('disconnect', () => process.exit());
process.send({ id: 'ready' });

function carryOut({ provider, method, source, input }) {
  if (method === 'close') return close();
  if (source) return runInThisContext(`(${source})`)(tools, input);
  const target = get(provider);
  if (typeof target[method] !== 'function') throw new Error(`${provider} has no method ${method}.`);
  return target[method](...input);
}

/** The process ends by itself once it is closed and disconnected, unless something was left open. */
async function close() {
  await app.close();
  setImmediate(() => process.disconnect());
}

/** A provider by the name of its class. */
function get(name) {
  for (const { providers } of app.get(ModulesContainer).values()) {
    for (const token of providers.keys()) if (token.name === name) return app.get(token, { strict: false });
  }
  throw new Error(`No module provides ${name}.`);
}

async function transactions() {
  if (option !== '--on-this-thread') return get('Transactions');
  const { SqliteTransactions } = await load('platform/database/sqlite/sqlite-transactions.js');
  const { DataSource } = createRequire(join(dist, 'main.js'))('typeorm');
  return new SqliteTransactions(app.get(DataSource), get('TableVersions'), get('WriteLock'));
}

function newWork(title) {
  const now = new Date();
  return { title, createdAt: now, updatedAt: now };
}
