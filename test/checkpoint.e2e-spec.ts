import Sqlite from 'better-sqlite3';
import { setImmediate as turn } from 'node:timers/promises';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { startServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';

const MEGABYTE = 1024 * 1024;
/** The server lets the log grow to 40 MB; without the checkpointer, a COMMIT would have to copy up to 160 MB. */
const MEGABYTES = 60;
const FEW_PAGES = 1_000;

describe("SQLite's log", () => {
  it('is checkpointed by the server during a sale, whichever process wrote it, and starts again', async () => {
    const database = new SqliteDatabase();
    const server = await startServer({ database, env: { SECRET_KEY } });
    const sale = await openSale(database, { stock: 40, crowd: await crowd(server, 20) });
    const other = new Sqlite(database.file, { timeout: 10_000 });
    other.pragma('wal_autocheckpoint = 0');
    other.exec('CREATE TABLE filler (data BLOB)');
    const rush = sale.rush({ atOnce: 4 });
    const write = other.prepare('INSERT INTO filler VALUES (zeroblob(?))');
    for (let written = 0; written < MEGABYTES; written++) {
      write.run(MEGABYTE);
      await turn();
    }
    await rush;
    // The next writer starts the log again, once everything is copied.
    const pages = (): Promise<number> => {
      write.run(1);
      const [{ log }] = other.pragma('wal_checkpoint(NOOP)') as [{ log: number }];
      return Promise.resolve(log);
    };
    expect(await eventually(pages, (log) => log < FEW_PAGES)).toBeLessThan(FEW_PAGES);
    other.close();
    expect(sale.history.issued).toBe(40);
    await sale.expectExact();
  });
});
