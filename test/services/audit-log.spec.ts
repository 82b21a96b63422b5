import { Application } from '../support/application.js';
import { onEachDatabase } from '../support/on-each-database.js';
import { countOf } from '../support/test-database.js';

const DAY_MS = 86_400_000;

type Sweeper = { sweepSome(): boolean };

onEachDatabase('AuditLogSweeper', (kind) => {
  async function sweep(days: string): Promise<number> {
    const application = await Application.start(kind, { env: { HISTORY_DAYS: days } });
    const { database } = application;
    await database.execute('DELETE FROM "audit_entry"');
    const insert = `INSERT INTO "audit_entry" ("created_at", "actor", "action", "target_kind")
      VALUES ($1, 'toodat', 'export', 'list')`;
    for (let row = 0; row < 603; row++) {
      await database.execute(insert, [new Date(Date.now() - (row < 600 ? 31 : 29) * DAY_MS)]);
    }
    const sweeper = application.service<Sweeper>('AuditLogSweeper');
    while (await sweeper.sweepSome());
    return countOf(database, 'audit_entry');
  }

  it('deletes the lines of the history that are older than HISTORY_DAYS, and no others', async () => {
    expect(await sweep('30')).toBe(3);
  });

  it('deletes none with HISTORY_DAYS=0', async () => {
    expect(await sweep('0')).toBe(603);
  });
});
