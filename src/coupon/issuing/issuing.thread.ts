import { parentPort, workerData } from 'node:worker_threads';
import { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../../platform/config/database-url.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import { TableVersions } from '../../platform/database/table-versions.js';
import { dataSourceOptions } from '../../platform/database/data-source-options.js';
import { outageOf } from '../../platform/database/database-failure.js';
import { SqliteTransactions } from '../../platform/database/sqlite/sqlite-transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { WriteLock } from '../../platform/database/sqlite/write-lock.js';
import { hasCode } from '../../platform/errors/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { CouponCodes } from './coupon-code.js';
import { CouponStockService } from '../stock/coupon-stock.service.js';
import { BatchProgram, type BatchResult } from './batch-program.js';
import {
  packResult,
  unpackBatch,
  type Failure,
  type Job,
  type Reply,
  type BatchOutcome,
} from './issuing-thread.messages.js';

// Worker thread that issues coupons on SQLite, with a connection of its own. `ThreadedIssuingWriter` starts it and sends it
// jobs. Each job is one transaction; the reply is sent after COMMIT has synced the log.

const port = parentPort!;
const dataSource = await new DataSource(dataSourceOptions(workerData as DatabaseLocation)).initialize();
// `SqliteTransactions` requires a `WriteLock` and `TableVersions`. Those of the process are on the main thread, which holds the
// mutex during a job and increments the versions after it. The two created here have no other user, and no effect.
const transactions = new SqliteTransactions(dataSource, new TableVersions(), new WriteLock());
const clock = new Clock();
const program = new BatchProgram(
  new CouponStockService(transactions, new AuditLog(clock), clock),
  new CouponCodes(),
  clock,
);

port.on('message', (job: Job | 'close') => {
  if (job === 'close') void dataSource.destroy().finally(() => port.close());
  else void settle(job).then((reply) => port.postMessage(reply));
});
port.postMessage('ready');

async function settle(job: Job): Promise<Reply> {
  try {
    const programs = job.map((packed) => (tx: Tx) => program.run(tx, packed.couponId, unpackBatch(packed)));
    return { outcomes: (await transactions.runAll<BatchResult>(programs)).map(outcome) };
  } catch (error) {
    return failure(error);
  }
}

const outcome = (settled: PromiseSettledResult<BatchResult>): BatchOutcome =>
  settled.status === 'fulfilled' ? { result: packResult(settled.value) } : failure(settled.reason);

const failure = (error: unknown): Failure =>
  hasCode(error, 'UNAVAILABLE')
    ? { failure: 'unknown', outage: outageOf(error) }
    : { failure: 'nothing written', reason: String((error as Error).stack) };
