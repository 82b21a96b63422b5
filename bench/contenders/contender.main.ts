import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ConditionalUpdateOnPostgres } from './conditional-update.postgres.js';
import { ConditionalUpdateOnSqlite } from './conditional-update.sqlite.js';
import { ContenderModule, type Contender } from './contender.module.js';
import { PostgresSessions } from './postgres-pools.js';
import { redisWriteLater } from './redis-write-later.js';
import { RowLockOnPostgres } from './row-lock.postgres.js';
import { RowLockOnSqlite } from './row-lock.sqlite.js';
import { SqliteFile } from './sqlite-file.js';

// Starts one design as a Nest application: node contender.main.js <design>

const { DATABASE_URL: url = '', REDIS_URL: redisUrl = '', SECRET_KEY: secret = '' } = process.env;

const sqliteFile = (): SqliteFile => new SqliteFile(url.replace(/^sqlite:/, ''));

const DESIGNS: Readonly<Record<string, () => Contender | Promise<Contender>>> = {
  'row-lock-sqlite': () => {
    const file = sqliteFile();
    return { issuer: new RowLockOnSqlite(file), sessions: file };
  },
  'row-lock-postgres': async () => ({
    issuer: await new RowLockOnPostgres(url).open(),
    sessions: new PostgresSessions(url),
  }),
  'conditional-update-sqlite': () => {
    const file = sqliteFile();
    return { issuer: new ConditionalUpdateOnSqlite(file), sessions: file };
  },
  'conditional-update-postgres': () => ({
    issuer: new ConditionalUpdateOnPostgres(url),
    sessions: new PostgresSessions(url),
  }),
  'redis-write-later': () => redisWriteLater(url, redisUrl),
};

const design = DESIGNS[process.argv[2] ?? ''];
if (!design) throw new Error(`expected one of ${Object.keys(DESIGNS).join(', ')}`);

const app = await NestFactory.create<NestExpressApplication>(ContenderModule.of(await design(), secret), {
  logger: ['error'],
});
app.disable('x-powered-by').disable('etag');
await app.listen(0, '127.0.0.1');
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.stdout.write(`ready: ${await app.getUrl()}\n`);
