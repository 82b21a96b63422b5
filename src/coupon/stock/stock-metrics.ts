import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { rowsForMetrics } from '../../platform/metrics/rows-for-metrics.js';

/** The newest coupons: more would make many time series of events that are over. */
const MAX_COUPONS = 100;
const STOCK = `SELECT "id", "count" FROM "coupon" WHERE NOT "is_hidden" ORDER BY "id" DESC LIMIT ${MAX_COUPONS}`;

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
        const rows = (await rowsForMetrics(reads, STOCK)) ?? [];
        for (const { id, count } of rows) this.set({ coupon: String(id) }, count as number);
      },
    });
  }
}
