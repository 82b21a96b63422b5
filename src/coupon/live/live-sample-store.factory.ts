import type { Settings } from '../../platform/config/settings.js';
import type { BackgroundReads } from '../../platform/database/background-reads.js';
import type { Transactions } from '../../platform/database/transactions.js';
import type { Clock } from '../../platform/time/clock.js';
import type { LiveSampleStore } from './live-sample-store.js';
import { MemoryLiveSamples } from './memory-live-samples.js';
import { PostgresLiveSamples } from './postgres-live-samples.js';

/** Connections of each process that write samples. */
export const LIVE_CONNECTIONS = 1;

/** Only on PostgreSQL there are other processes whose samples are shown as well. */
export const liveSampleStore = (
  { database }: Settings,
  transactions: Transactions,
  reads: BackgroundReads,
  clock: Clock,
): LiveSampleStore =>
  database.kind === 'postgres'
    ? new PostgresLiveSamples(transactions.withConnections('live', LIVE_CONNECTIONS), reads, () =>
        clock.now().getTime(),
      )
    : new MemoryLiveSamples();
