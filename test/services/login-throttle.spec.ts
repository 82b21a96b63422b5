import { MemoryLoginAttempts } from '../../src/account/login/memory-login-attempts.js';
import { LIMIT, count, inTurn, logIn, onEachLoginStore, times, verified } from '../support/login-tries.js';
import type { Settings } from '../../src/platform/config/settings.js';
import { LoginThrottle } from '../../src/account/login/login-throttle.js';

const CLIENT = { address: '192.0.2.1', requestId: 'request-1' };
const THROTTLED = { code: 'THROTTLED', kind: 'throttled' };

onEachLoginStore(({ throttle, advance }) => {
  describe('one address', () => {
    it('may fail ten times a minute at one account; the password of the next attempt is not checked', async () => {
      const at = throttle();
      const outcomes = await inTurn(times(12, () => () => logIn(at, 'kim', '192.0.2.1')));
      expect(outcomes).toEqual([...times(10, () => 'wrong'), 'THROTTLED', 'THROTTLED']);
      expect(verified).toHaveLength(10);
      expect(await logIn(at, 'lee', '192.0.2.1')).toBe('wrong');
    });

    it('may fail at thirty accounts a minute', async () => {
      const at = throttle();
      const outcomes = await inTurn(times(50, (i) => () => logIn(at, `member${i}`, '192.0.2.1')));
      expect(outcomes).toEqual([...times(30, () => 'wrong'), ...times(20, () => 'THROTTLED')]);
      expect(verified).toHaveLength(30);
      expect(await logIn(at, 'member0', '192.0.2.2')).toBe('wrong');
    });

    it('may log in after ten wrong passwords of ten other members', async () => {
      const at = throttle();
      await inTurn(times(10, (i) => () => logIn(at, `member${i}`, '192.0.2.1')));
      expect(await logIn(at, 'kim', '192.0.2.1', true)).toBe('in');
    });

    it('may fail at one more account for each account that logged in there, up to a hundred', async () => {
      const at = throttle();
      const failing = (address: string) => inTurn(times(120, (i) => () => logIn(at, `${address} ${i}`, address)));
      await inTurn(times(5, (i) => () => logIn(at, `member${i}`, '192.0.2.1', true)));
      expect(count(await failing('192.0.2.1'), 'wrong')).toBe(35);
      await inTurn(times(200, (i) => () => logIn(at, `member${i}`, '192.0.2.2', true)));
      expect(count(await failing('192.0.2.2'), 'wrong')).toBe(100);
    });

    it('does not count an account that logs in after a wrong password', async () => {
      const at = throttle();
      for (let i = 0; i < 60; i++) {
        expect(await logIn(at, `member${i}`, '192.0.2.1')).toBe('wrong');
        expect(await logIn(at, `member${i}`, '192.0.2.1', true)).toBe('in');
      }
    });

    it('gets the time to wait, and may log in after it', async () => {
      const at = throttle();
      await inTurn(times(10, () => () => logIn(at, 'kim', '192.0.2.1')));
      await advance(17_500);
      await expect(at.attempt('kim', CLIENT, () => Promise.resolve(1))).rejects.toMatchObject({
        ...THROTTLED,
        retryAfterSeconds: 43,
        body: { detail: { ko: '요청이 지연(throttled)되었습니다. 43초 후에 다시 시도해 주세요.' } },
      });
      await advance(43_000);
      expect(await logIn(at, 'kim', '192.0.2.1', true)).toBe('in');
    });

    it('may log in any number of times', async () => {
      const at = throttle();
      const outcomes = await inTurn(times(50, (i) => () => logIn(at, `member${i}`, '192.0.2.1', true)));
      expect(count(outcomes, 'in')).toBe(50);
      expect(await logIn(at, 'kim', '192.0.2.1')).toBe('wrong');
    });

    it('does not count an attempt whose check threw an error', async () => {
      const at = throttle();
      const broken = (): Promise<undefined> => Promise.reject(new Error('no database'));
      for (let i = 0; i < 30; i++) await expect(at.attempt('kim', CLIENT, broken)).rejects.toThrow('no database');
      expect(await logIn(at, 'kim', '192.0.2.1', true)).toBe('in');
    });

    it.each([
      ['are one address within the /64 of one subscriber', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
      ['are one address as IPv4 in IPv6', '::ffff:192.0.2.1', '192.0.2.1', true],
      ['are one address when neither is valid', 'nonsense', 'other nonsense', true],
      ['are two addresses of two subscribers', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ])('has a limit for itself: two texts %s', async (_, one, other, same) => {
      const at = throttle();
      await inTurn(times(30, (i) => () => logIn(at, `member${i}`, one)));
      expect(await logIn(at, 'kim', other, true)).toBe(same ? 'THROTTLED' : 'in');
    });

    it('has no limit when the limit is off', async () => {
      const at = new LoginThrottle({ limits: { login: undefined } } as Settings, new MemoryLoginAttempts(LIMIT));
      expect(count(await Promise.all(times(100, () => logIn(at, 'kim', '192.0.2.1'))), 'wrong')).toBe(100);
    });
  });

  describe('parallel attempts', () => {
    it.each([
      ['at one account, 10', () => 'kim', 10],
      ['at as many accounts, 30', (i: number) => `member${i}`, 30],
    ])('cannot exceed the limit: of 200 wrong passwords %s are checked', async (_, account, limit) => {
      const at = throttle();
      const outcomes = await Promise.all(times(200, (i) => logIn(at, account(i), '192.0.2.1')));
      expect(verified).toHaveLength(limit);
      expect(count(outcomes, 'wrong')).toBe(limit);
      expect(count(outcomes, 'THROTTLED')).toBe(200 - limit);
    });

    it.each([
      ['members behind one address', (i: number) => `member${i}`],
      ['logins of one member', () => 'kim'],
      ['logins of twenty members', (i: number) => `member${i % 20}`],
    ])('all succeed with right passwords: 200 %s', async (_, account) => {
      const at = throttle();
      const outcomes = await Promise.all(times(200, (i) => logIn(at, account(i), '192.0.2.1', true)));
      expect(count(outcomes, 'in')).toBe(200);
    });

    it('with right passwords succeed beside nine with wrong ones', async () => {
      const at = throttle();
      const outcomes = await Promise.all(
        times(200, (i) => logIn(at, `member${i}`, '192.0.2.1', i % 20 !== 0 || i === 0)),
      );
      expect(count(outcomes, 'in')).toBe(191);
      expect(count(outcomes, 'wrong')).toBe(9);
    });

    it('from a hundred addresses have ten passwords checked, and then two from each address', async () => {
      const at = throttle();
      await Promise.all(times(500, (i) => logIn(at, 'kim', `192.0.2.${i % 100}`)));
      expect(verified.length).toBeLessThanOrEqual(210);
      for (const address of new Set(verified)) expect(count(verified, address)).toBeLessThanOrEqual(2);
    });
  });
});
