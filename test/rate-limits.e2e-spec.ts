import { logIn, newEmail, signUp } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
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

onEachDatabase('The limit on sign-ups from IPv6', (kind) => {
  const joins = async (env: Record<string, string>, addresses: readonly string[]): Promise<[number[], string]> => {
    const server = await startServer({ database: kind, env: { ...env, TRUSTED_PROXIES: '1' } });
    const statuses: number[] = [];
    for (const address of addresses) {
      const form = { email: 'no email', password: 'x', confirm_password: 'x' };
      const answer = await server.client().post('/account/signup/', form, { 'x-forwarded-for': address });
      statuses.push(answer.status);
    }
    await server.stop();
    return [statuses, server.output];
  };

  it('stops a /56 after twice as many, and a /48 after four times as many, wherever in it they come from', async () => {
    const subnets = (count: number, address: (place: string) => string): string[] =>
      Array.from({ length: count }, (_, place) => address((place + 16).toString(16)));
    const limit = { LIMIT_SIGNUP: '3/hour' };
    const ofHousehold = subnets(8, (place) => `2001:db8:1:1${place}::1`);
    const [household] = await joins(limit, [...ofHousehold, '2001:db8:1:2200::1']);
    expect(household).toEqual([...Array<number>(6).fill(400), 429, 429, 400]);
    const ofCompany = subnets(14, (place) => `2001:db8:2:${place}00::1`);
    const [company, output] = await joins(limit, [...ofCompany, '2001:db8:3::1']);
    expect(company).toEqual([...Array<number>(12).fill(400), 429, 429, 400]);
    expect(output).toContain('2001:db8:2::/48');
  });

  it('does not count what a smaller network refuses, so one client leaves the rest of its /48 what it has', async () => {
    const one = Array<string>(9).fill('2001:db8:1:1::1');
    const others = Array.from({ length: 9 }, (_, place) => `2001:db8:1:${place + 2}00::1`);
    const [statuses] = await joins({ LIMIT_SIGNUP: '3/hour' }, [...one, ...others]);
    expect(statuses).toEqual([400, 400, 400, ...Array<number>(6).fill(429), ...Array<number>(9).fill(400)]);
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
