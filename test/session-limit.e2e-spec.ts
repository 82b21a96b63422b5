import type { Client } from './support/client.js';
import { logIn, member, newEmail } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { countOf } from './support/test-database.js';

onEachDatabase('The sessions of one member', (kind) => {
  it('are twenty, the newest, in columns that say whose they are', async () => {
    const server = await startServer({ database: kind });
    const email = newEmail();
    const clients = [await member(server, email)];
    const neighbour = await member(server);
    for (let login = 1; login < 22; login++) {
      const client = server.client();
      expect((await logIn(client, email)).status).toBe(200);
      clients.push(client);
    }
    const isLoggedIn = async (client: Client): Promise<boolean> => (await client.get('/couponuser/')).status === 200;
    expect(await Promise.all(clients.map(isLoggedIn))).toEqual([false, false, ...Array<boolean>(20).fill(true)]);
    expect(await isLoggedIn(neighbour)).toBe(true);
    const owner = `(SELECT "id" FROM "user" WHERE "email" = '${email}')`;
    expect(await countOf(server.database, 'session', `"user_id" = ${owner} AND "epoch" = 0`)).toBe(20);
  });
});
