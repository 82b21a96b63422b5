import { logIn, newEmail, signUp } from './support/members.js';
import { startServer } from './support/server.js';

describe('The limit on sign-ups', () => {
  it('stops one address after so many, which is logged once', async () => {
    const server = await startServer({ database: 'sqlite', env: { LIMIT_SIGNUP: '3/hour' } });
    const statuses: number[] = [];
    for (let join = 0; join < 5; join++) statuses.push((await signUp(server.client())).status);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
    await server.stop();
    expect(server.output.match(/signup\.throttled by=/g)).toHaveLength(1);
  });
});

describe('The limit on issuing', () => {
  it('stops one member after so many presses, and no other member, which is logged once for each', async () => {
    const server = await startServer({ database: 'sqlite', env: { LIMIT_ISSUE: '3/hour' } });
    const [email, other] = [newEmail(), newEmail()];
    const presses = async (who: string): Promise<number[]> => {
      const client = server.client();
      await signUp(client, who);
      await logIn(client, who);
      const statuses: number[] = [];
      for (let press = 0; press < 5; press++) {
        statuses.push((await client.post('/couponuser/', { coupon: 1, work: 1 })).status);
      }
      return statuses;
    };
    expect(await presses(email)).toEqual([400, 400, 400, 429, 429]);
    expect(await presses(other)).toEqual([400, 400, 400, 429, 429]);
    await server.stop();
    expect(server.output.match(/issue\.throttled by=/g)).toHaveLength(2);
  });
});
