import { readFileSync } from 'node:fs';
import { aMovedMember } from './builders/member-row.js';
import { newEmail, PASSWORD, signUp } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { withoutRequestId } from './support/request-id.js';
import { startServer, type RunningServer } from './support/server.js';

const WRONG = 'not-the-password-1';

onEachDatabase('The limit on logins', (kind) => {
  let server: RunningServer;
  let email: string;

  beforeEach(async () => {
    server = await startServer({ database: kind, env: { LIMIT_LOGIN: '5/hour' } });
    email = newEmail();
    await signUp(server.client(), email);
  });
  afterEach(() => server.stop());

  const attempt = (who: string, password: string, headers = {}) =>
    server.client().post('/account/login/', { email: who, password }, headers);

  it('stops guessing after five tries, and says when to come back', async () => {
    for (let guess = 0; guess < 5; guess++) expectRefusal(await attempt(email, WRONG), 400, 'INVALID_CREDENTIALS');
    const refused = await attempt(email, WRONG);
    expectRefusal(refused, 429, 'THROTTLED');
    expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.header('retry-after'))).toBeLessThanOrEqual(3_600);
    expectRefusal(await attempt(email, PASSWORD), 429, 'THROTTLED');
  });

  it.each<[string, () => string, number]>([
    ['one account', () => email, 5],
    ['a new account each time', newEmail, 15],
  ])('is not passed by a changed X-Forwarded-For, Forwarded or X-Real-IP, at %s', async (_, account, limit) => {
    const statuses: number[] = [];
    for (let guess = 0; guess < limit + 5; guess++) {
      const address = `203.0.113.${guess}`;
      const headers = { 'x-forwarded-for': address, forwarded: `for=${address}`, 'x-real-ip': address };
      statuses.push((await attempt(account(), WRONG, headers)).status);
    }
    expect(statuses).toEqual([...Array<number>(limit).fill(400), ...Array<number>(5).fill(429)]);
  });

  it('holds when the guesses come all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => attempt(email, WRONG)));
    const codes = answers.map((answer) => answer.json()['code']);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS').length).toBeLessThanOrEqual(5);
    expect(codes.filter((code) => code === 'THROTTLED').length).toBeGreaterThanOrEqual(35);
  });

  it('holds when as many accounts are guessed at all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => attempt(newEmail(), WRONG)));
    const codes = answers.map((answer) => answer.json()['code']);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(15);
    expect(codes.filter((code) => code === 'THROTTLED')).toHaveLength(25);
  });

  it('counts spellings of one mailbox together', async () => {
    const spellings = [email, email.toUpperCase(), ` ${email}`, email.replace('@example', '@EXAMPLE'), email];
    for (const spelling of spellings) expectRefusal(await attempt(spelling, WRONG), 400, 'INVALID_CREDENTIALS');
    expectRefusal(await attempt(email, WRONG), 429, 'THROTTLED');
  });

  it('accepts a right password after typos by as many members behind the same address', async () => {
    for (let typo = 0; typo < 5; typo++) expectRefusal(await attempt(newEmail(), WRONG), 400, 'INVALID_CREDENTIALS');
    expect((await attempt(email, PASSWORD)).status).toBe(200);
  });

  it('stops one address that tries many accounts, but not members who logged in there before', async () => {
    const stranger = newEmail();
    await signUp(server.client(), stranger);
    expect((await attempt(email, PASSWORD)).status).toBe(200);
    const statuses: number[] = [];
    for (let guess = 0; guess < 20; guess++) statuses.push((await attempt(newEmail(), WRONG)).status);
    expect(statuses).toEqual([...Array<number>(16).fill(400), ...Array<number>(4).fill(429)]);
    expectRefusal(await attempt(stranger, PASSWORD), 429, 'THROTTLED');
    expect((await attempt(email, PASSWORD)).status).toBe(200);
  });
});

describe('Behind one trusted proxy', () => {
  it('guessing from one address does not lock out the member at another', async () => {
    const server = await startServer({ database: 'sqlite', env: { LIMIT_LOGIN: '5/hour', TRUSTED_PROXIES: '1' } });
    const email = newEmail();
    await signUp(server.client(), email);
    const from = (address: string, password: string) =>
      server.client().post('/account/login/', { email, password }, { 'x-forwarded-for': address });
    for (let guess = 0; guess < 6; guess++) await from('203.0.113.9', WRONG);
    expectRefusal(await from('203.0.113.9', WRONG), 429, 'THROTTLED');
    expect((await from('198.51.100.7', PASSWORD)).status).toBe(200);
  });

  it('only the address that the proxy itself added counts', async () => {
    const server = await startServer({ database: 'sqlite', env: { LIMIT_LOGIN: '5/hour', TRUSTED_PROXIES: '1' } });
    const from = (address: string) =>
      server.client().post('/account/login/', { email: newEmail(), password: WRONG }, { 'x-forwarded-for': address });
    for (let guess = 0; guess < 15; guess++) await from(`192.0.2.${guess}, 203.0.113.9`);
    expectRefusal(await from('192.0.2.77, 203.0.113.9'), 429, 'THROTTLED');
  });
});

describe('An attack from many addresses', () => {
  const OWN = '198.51.100.7';
  let server: RunningServer;
  let email: string;

  beforeEach(async () => {
    server = await startServer({ database: 'sqlite', env: { LIMIT_LOGIN: '2/hour', TRUSTED_PROXIES: '1' } });
    email = newEmail();
    await signUp(server.client(), email);
  });
  afterEach(() => server.stop());

  const from = (address: string, password: string, who = email) =>
    server.client().post('/account/login/', { email: who, password }, { 'x-forwarded-for': address });

  it('on one account is stopped, and the owner still gets in where they logged in before', async () => {
    expect((await from(OWN, PASSWORD)).status).toBe(200);
    expect((await from('203.0.113.77', PASSWORD)).status).toBe(200);
    for (let guess = 0; guess < 30; guess++) await from(`192.0.2.${guess}`, WRONG);
    expectRefusal(await from('203.0.113.99', PASSWORD), 429, 'THROTTLED');
    expect((await from(OWN, PASSWORD)).status).toBe(200);
  });

  it('of one IPv6 network is stopped, and members elsewhere are not', async () => {
    for (let guess = 0; guess < 40; guess++) await from(`2001:db8:1:${guess.toString(16)}00::1`, WRONG, newEmail());
    expectRefusal(await from('2001:db8:1:ffff::1', PASSWORD), 429, 'THROTTLED');
    expect((await from('2001:db8:2::1', PASSWORD)).status).toBe(200);
    const lines = server.output.split('\n').filter((line) => line.includes('login.throttled'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('by=address address=2001:db8:1::/48');
  });
});

describe('Accounts that exist and accounts that do not', () => {
  it('get the same answers to wrong passwords, before and after the limit', async () => {
    const server = await startServer({ database: 'sqlite', env: { LIMIT_LOGIN: '5/hour', TRUSTED_PROXIES: '1' } });
    const known = newEmail();
    await signUp(server.client(), known);
    const tries = async (email: string, address: string): Promise<unknown[]> => {
      const answers: unknown[] = [];
      for (let guess = 0; guess < 8; guess++) {
        const form = { email, password: WRONG };
        const given = await server.client().post('/account/login/', form, { 'x-forwarded-for': address });
        const answer = withoutRequestId(given);
        answers.push([answer.status, answer.text.replace(/\d+초/, 'N초'), Object.keys(answer.headers)]);
      }
      return answers;
    };
    expect(await tries(newEmail(), '203.0.113.1')).toEqual(await tries(known, '203.0.113.2'));
  });

  it('cost the server as much as a member of the original who has not logged in since', async () => {
    const server = await startServer({ database: 'sqlite' });
    const moved = newEmail();
    await aMovedMember(server.database, moved);
    await server.restart();
    const cost = async (email: string): Promise<number> => {
      const before = cpuTicks(server.pid);
      expect((await server.client().post('/account/login/', { email, password: WRONG })).status).toBe(400);
      return cpuTicks(server.pid) - before;
    };
    await cost(newEmail());
    expect(await cost(newEmail())).toBeGreaterThan((await cost(moved)) / 2);
  });
});

/** What the process has computed so far, in ticks of its CPU clock, which stands while others have the processor. */
function cpuTicks(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13);
  return Number(user) + Number(system);
}
