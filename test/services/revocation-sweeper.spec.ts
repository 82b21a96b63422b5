import { Application } from '../support/application.js';
import { onEachDatabase } from '../support/on-each-database.js';
import { insertRow } from '../support/test-database.js';

const DAY_MS = 86_400_000;

type Sweeper = { sweepSome(): boolean };

onEachDatabase('RevocationSweeper', (kind) => {
  const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

  /** @returns the reasons of the revocations that are left */
  async function sweep(days: string): Promise<string[]> {
    const application = await Application.start(kind, { env: { HISTORY_DAYS: days } });
    const { database } = application;
    for (const [reason, state, ended] of [
      ['old', 'completed', daysAgo(31)],
      ['cancelled long ago', 'cancelled', daysAgo(31)],
      ['recent', 'failed', daysAgo(29)],
      ['running since long ago', 'running', null],
    ] as const) {
      await insertRow(database, 'revocation', {
        ...{ actor: 'kim@example.com', reason, filters: '[]', returns_units: true, first_id: 1, last_id: 9, state },
        ...{ after_id: 0, revoked: 0, untouched: 0, created_at: daysAgo(40), ended_at: ended },
      });
    }
    const sweeper = application.service<Sweeper>('RevocationSweeper');
    while (await sweeper.sweepSome());
    const rows = await database.rows<{ reason: string }>('SELECT "reason" FROM "revocation" ORDER BY "id"');
    return rows.map(({ reason }) => reason);
  }

  it('deletes revocations that ended before HISTORY_DAYS, because their filters may name members', async () => {
    expect(await sweep('30')).toEqual(['recent', 'running since long ago']);
  });

  it('deletes none with HISTORY_DAYS=0', async () => {
    expect(await sweep('0')).toHaveLength(4);
  });
});
