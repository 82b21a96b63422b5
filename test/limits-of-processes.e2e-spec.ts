import { SECRET_KEY } from './support/crowd.js';
import { newEmail, PASSWORD, signUp } from './support/members.js';
import { onPostgres } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf, type TestDatabase } from './support/test-database.js';

const WRONG = 'not-the-password-1';
const PROCESSES = 3;

onPostgres('Three processes on one PostgreSQL', sharing);

function sharing(): void {
  let servers: RunningServer[];
  let database: TestDatabase;

  beforeEach(async () => {
    const env = { SECRET_KEY, LIMIT_LOGIN: '10/hour', LIMIT_SIGNUP: '7/hour' };
    const first = await startServer({ database: 'postgres', env });
    ({ database } = first);
    const others = Array.from({ length: PROCESSES - 1 }, () => startServer({ database, env }));
    servers = [first, ...(await Promise.all(others))];
  });
  afterEach(() => Promise.all(servers.map((server) => server.stop())));

  const at = (index: number): RunningServer => servers[index % PROCESSES]!;

  /** @returns the codes of the refusals, and `in` for each login */
  const logIns = (count: number, email: string, password: string): Promise<unknown[]> =>
    Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const answer = await at(index).client().post('/account/login/', { email, password });
        return answer.status === 200 ? 'in' : answer.json()['code'];
      }),
    );
  const numberOf = (codes: readonly unknown[], wanted: string): number =>
    codes.filter((code) => code === wanted).length;

  it('check ten of 200 wrong passwords for one account that come at once', async () => {
    // So that attempts which do not exclude each other meet each time: counting one takes longer than reading the counts.
    await database.execute(
      `CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql AS
       'BEGIN PERFORM pg_sleep(0.2); RETURN NULL; END'`,
    );
    await database.execute(
      'CREATE TRIGGER take_long BEFORE INSERT ON login_attempt FOR EACH STATEMENT EXECUTE FUNCTION take_long()',
    );
    const codes = await logIns(200, newEmail(), WRONG);
    expect(numberOf(codes, 'INVALID_CREDENTIALS')).toBe(10);
    expect(numberOf(codes, 'THROTTLED')).toBe(190);
    // A password that was checked beyond the limit is answered with THROTTLED, too.
    expect(await countOf(database, 'login_attempt', `"key" LIKE 'account %'`)).toBe(10);
  });

  it('accept 60 right passwords of one member that come at once', async () => {
    const email = newEmail();
    await signUp(at(0).client(), email);
    expect(numberOf(await logIns(60, email, PASSWORD), 'in')).toBe(60);
    expect(await countOf(database, 'login_attempt')).toBe(0);
  });

  it('count failures together that come one by one, and remember together where a member logged in', async () => {
    const email = newEmail();
    await signUp(at(0).client(), email);
    expect(await logIns(1, email, PASSWORD)).toEqual(['in']);
    const codes: unknown[] = [];
    for (let guess = 0; guess < 12; guess++) {
      const answer = await at(guess).client().post('/account/login/', { email, password: WRONG });
      codes.push(answer.json()['code']);
    }
    expect(codes).toEqual([...Array<string>(10).fill('INVALID_CREDENTIALS'), 'THROTTLED', 'THROTTLED']);
    expect(await countOf(database, 'recent_login')).toBe(1);
  });

  it('let an attempt wait for those of a process that died, until their time is over', async () => {
    const email = newEmail();
    await signUp(at(0).client(), email);
    await logIns(1, email, WRONG);
    const [left] = await database.rows<{ until: Date }>(
      `WITH left_behind AS (
         INSERT INTO login_attempt (key, item, serial, has_failed, ends_at)
         SELECT DISTINCT key, 'left ' || n, gen_random_uuid(), false, clock_timestamp() + interval '2 seconds'
         FROM login_attempt, generate_series(1, 40) AS n RETURNING ends_at)
       SELECT max(ends_at) AS until FROM left_behind`,
    );
    expect(await logIns(1, email, PASSWORD)).toEqual(['in']);
    const [now] = await database.rows<{ later: boolean }>('SELECT clock_timestamp() >= $1 AS later', [left!.until]);
    expect(now!.later).toBe(true);
  });

  it('count signups together', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 12; index++) {
      const form = { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD };
      statuses.push((await at(index).client().post('/account/signup/', form)).status);
    }
    expect(statuses).toEqual([...Array<number>(7).fill(201), ...Array<number>(5).fill(429)]);
  });

  it('write nothing for a new /64 of a /48 that the same process has refused', async () => {
    const env = { SECRET_KEY, LIMIT_SIGNUP: '1/hour', TRUSTED_PROXIES: '1' };
    const server = await startServer({ database, env });
    const statuses: number[] = [];
    for (let place = 0; place < 6; place++) {
      const from = { 'x-forwarded-for': `2001:db8:1:1${place}00::1` };
      statuses.push((await server.client().post('/account/signup/', { email: 'no email' }, from)).status);
    }
    await server.stop();
    expect(statuses).toEqual([400, 400, 400, 400, 429, 429]);
    // The fifth reached the limit of the /48 only after it was counted in the smaller networks.
    expect(await countOf(database, 'request_count', `"key" LIKE 'signup:%::/64'`)).toBe(5);
  });

  it('count by themselves when the shared counts fail, and so are never unlimited', async () => {
    await database.execute('DROP TABLE login_attempt, request_count');
    const codes = await logIns(200, newEmail(), WRONG);
    expect(numberOf(codes, 'INVALID_CREDENTIALS')).toBe(10 * PROCESSES);
    expect(numberOf(codes, 'THROTTLED')).toBe(200 - 10 * PROCESSES);
    const form = { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD };
    expect((await at(0).client().post('/account/signup/', form)).status).toBe(201);
    expect(servers.map(({ output }) => output.split('counts by itself').length - 1)).toEqual([1, 1, 1]);
  });
}
