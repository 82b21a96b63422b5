import pg from 'pg';

const EVERY_MS = 20;

/** Sessions that hold, and that wait for, a coupon's turn. The class of the locks is that of `issue-statements.ts`. */
const LOCKS = `SELECT count(*) FILTER (WHERE granted)::int AS holding, count(*) FILTER (WHERE NOT granted)::int AS waiting
  FROM pg_locks WHERE locktype = 'advisory' AND classid = 7651
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
const BATCHES = `SELECT count(*)::int AS batches FROM stock_movement WHERE kind = 'issued'`;

/**
 * Measures on PostgreSQL how long a batch waits for the lock of its coupon and how long it holds it, by Little's law: the
 * mean number of sessions divided by the batches a second.
 */
export class LockSampler {
  static async start(url) {
    const client = new pg.Client({ connectionString: url, application_name: 'bench locks' });
    await client.connect();
    const sampler = new LockSampler(client);
    await sampler.begin();
    return sampler;
  }

  constructor(client) {
    this.client = client;
    this.samples = [];
  }

  async begin() {
    this.before = await this.batches();
    this.startedAt = performance.now();
    this.running = this.sample();
  }

  /** @returns {Promise<{ waitMs: number, holdMs: number, batchesPerSecond: number }>} */
  async stop() {
    this.stopped = true;
    await this.running;
    const batchesPerSecond = ((await this.batches()) - this.before) / ((performance.now() - this.startedAt) / 1000);
    await this.client.end();
    const mean = (name) => this.samples.reduce((sum, sample) => sum + sample[name], 0) / this.samples.length;
    const time = (name) => (1000 * mean(name)) / batchesPerSecond;
    return { waitMs: time('waiting'), holdMs: time('holding'), batchesPerSecond };
  }

  async sample() {
    while (!this.stopped) {
      this.samples.push((await this.client.query(LOCKS)).rows[0]);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }

  async batches() {
    return (await this.client.query(BATCHES)).rows[0].batches;
  }
}
