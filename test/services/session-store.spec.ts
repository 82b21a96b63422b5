import type { SessionStore } from '../../src/platform/session/session.store.js';
import { Application, type Remote } from '../support/application.js';
import { onEachDatabase } from '../support/on-each-database.js';
import { countOf } from '../support/test-database.js';

onEachDatabase('SessionStore', (kind) => {
  it('deletes expired sessions 500 at a time, and no others', async () => {
    const { database, service } = await open();
    const insert = `INSERT INTO "session" ("id", "data", "expires_at") VALUES ($1, '{}', $2)`;
    const [past, future] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
    for (let session = 0; session < 1_203; session++) {
      await database.execute(insert, [`s${session}`, session < 1_200 ? past : future]);
    }
    for (const [mayBeMore, count] of [
      [true, 703],
      [true, 203],
      [false, 3],
    ] as const) {
      expect([await service.sweepSome(), await countOf(database, 'session')]).toEqual([mayBeMore, count]);
    }
  });

  async function open(): Promise<{ database: Application['database']; service: Remote<SessionStore> }> {
    const application = await Application.start(kind);
    return { database: application.database, service: application.service<SessionStore>('SessionStore') };
  }
});
