import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { BackgroundReads } from '../../platform/database/background-reads.js';

/** The newest coupons: more would make many time series of events that are over. */
const MAX_COUPONS = 100;
const STOCK = `SELECT "id", "count" FROM "coupon" WHERE NOT "is_hidden" ORDER BY "id" DESC LIMIT ${MAX_COUPONS}`;

/** Less than the metrics of a worker may take. */
const READ_MS = 500;

/** Reads the stock when the metrics are read, where no press waits for it. */
@Injectable()
export class StockMetrics implements OnApplicationBootstrap {
  constructor(private readonly reads: BackgroundReads) {}

  onApplicationBootstrap(): void {
    const { reads } = this;
    new Gauge({
      name: 'toodat_coupon_stock',
      help: `Units that remain, of the ${MAX_COUPONS} newest visible coupons. No values while the database cannot be read.`,
      labelNames: ['coupon'] as const,
      // Every worker reads the same rows.
      aggregator: 'first',
      async collect() {
        this.reset();
        const rows = await Promise.race([reads.rows({ sql: STOCK, parameters: [] }).catch(() => []), late()]);
        for (const { id, count } of rows) this.set({ coupon: String(id) }, count as number);
      },
    });
  }
}

const late = (): Promise<[]> => new Promise((resolve) => setTimeout(resolve, READ_MS, []).unref());
