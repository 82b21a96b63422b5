import { memberRow } from './builders/member-row.js';
import { logIn, newEmail, PASSWORD } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { insertRow } from './support/test-database.js';

const MEMBERS = 200;
const MAX_TRIES = 20;

onEachDatabase('200 members behind one address who log in at the same moment', (kind) => {
  it('all get in: none is throttled, and who is refused for lack of room gets in by trying again', async () => {
    const server = await startServer({ database: kind, env: { LIMIT_LOGIN: '10/min' } });
    const row = await memberRow(PASSWORD);
    let waiting = Array.from({ length: MEMBERS }, () => newEmail());
    for (const email of waiting) await insertRow(server.database, 'user', row(email));

    for (let tries = 0; waiting.length > 0 && tries < MAX_TRIES; tries++) {
      const answers = await Promise.all(waiting.map((email) => logIn(server.client(), email)));
      for (const answer of answers.filter(({ status }) => status !== 200)) {
        expect([answer.status, answer.json()['code']]).toEqual([503, 'OVERLOADED']);
        expect(answer.header('retry-after')).toMatch(/^[1-3]$/);
      }
      waiting = waiting.filter((_, index) => answers[index]!.status !== 200);
    }
    expect(waiting).toEqual([]);
  });
});
