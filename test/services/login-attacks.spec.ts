import { count, inTurn, logIn, onEachLoginStore, times, verified } from '../support/login-tries.js';
import type { LoginThrottle } from '../../src/account/login/login-throttle.js';

onEachLoginStore(({ throttle, advance }) => {
  describe('an account under attack', () => {
    async function attacked(): Promise<LoginThrottle> {
      const at = throttle();
      await inTurn(times(10, (i) => () => logIn(at, 'kim', `192.0.2.${i}`)));
      verified.splice(0);
      return at;
    }

    it('accepts the owner from another address, at the second attempt too', async () => {
      const at = await attacked();
      expect(await logIn(at, 'kim', '198.51.100.1', true)).toBe('in');
      expect(await logIn(at, 'kim', '198.51.100.2')).toBe('THROTTLED');
      expect(await logIn(at, 'kim', '198.51.100.2', true)).toBe('in');
    });

    it('checks two attempts from each address, and answers a wrong password as throttled', async () => {
      const at = await attacked();
      const outcomes = await inTurn(times(4, () => () => logIn(at, 'kim', '198.51.100.1')));
      expect(outcomes).toEqual(times(4, () => 'THROTTLED'));
      expect(verified).toHaveLength(2);
      expect(await logIn(at, 'kim', '198.51.100.1', true)).toBe('THROTTLED');
    });

    it('does not affect other accounts', async () => {
      const at = await attacked();
      expect(await logIn(at, 'lee', '192.0.2.1')).toBe('wrong');
      expect(await logIn(at, 'lee', '192.0.2.1', true)).toBe('in');
    });

    it('has its normal limit again when the window ends', async () => {
      const at = await attacked();
      await advance(60_000);
      expect(await logIn(at, 'kim', '198.51.100.1')).toBe('wrong');
    });
  });

  describe('an account under attack from many addresses', () => {
    const OWN = '198.51.100.7';

    /** 250 wrong passwords from 125 addresses, of which 100 are checked. */
    async function attacked(before?: (at: LoginThrottle) => Promise<unknown>): Promise<LoginThrottle> {
      const at = throttle();
      await before?.(at);
      await inTurn(times(250, (i) => () => logIn(at, 'kim', `192.0.2.${i % 125}`)));
      return at;
    }

    it('has at most a hundred passwords checked in a minute', async () => {
      await attacked();
      expect(verified).toHaveLength(100);
    });

    it('refuses every new address, but accepts the owner at the address of an earlier login', async () => {
      const at = await attacked((limited) => logIn(limited, 'kim', OWN, true));
      expect(await logIn(at, 'kim', '203.0.113.5', true)).toBe('THROTTLED');
      await inTurn(times(9, () => () => logIn(at, 'kim', OWN)));
      expect(await logIn(at, 'kim', OWN, true)).toBe('in');
    });

    it('has exactly ten attempts at the address of an earlier login', async () => {
      const at = await attacked((limited) => logIn(limited, 'kim', OWN, true));
      verified.splice(0);
      await inTurn(times(15, () => () => logIn(at, 'kim', OWN)));
      expect(verified).toHaveLength(10);
      expect(await logIn(at, 'kim', OWN, true)).toBe('THROTTLED');
    });

    it('accepts the owner in spite of failures at other accounts from the same address', async () => {
      const at = throttle();
      await logIn(at, 'kim', OWN, true);
      await inTurn(times(50, (i) => () => logIn(at, `member${i}`, OWN)));
      expect(await logIn(at, 'lee', OWN, true)).toBe('THROTTLED');
      expect(await logIn(at, 'kim', OWN, true)).toBe('in');
    });

    it('forgets the address of a login after thirty days', async () => {
      const at = throttle();
      await logIn(at, 'kim', OWN, true);
      await advance(30 * 24 * 3_600_000);
      await inTurn(times(250, (i) => () => logIn(at, 'kim', `192.0.2.${i % 125}`)));
      expect(await logIn(at, 'kim', OWN, true)).toBe('THROTTLED');
    });
  });

  describe('IPv6 networks', () => {
    const each = (addresses: readonly string[], at: LoginThrottle, account: (i: number) => string) =>
      inTurn(addresses.map((address, i) => () => logIn(at, account(i), address)));
    const subnets = (count: number): string[] => times(count, (i) => `2001:db8:1:${i.toString(16)}::1`);
    const households = (count: number): string[] => times(count, (i) => `2001:db8:1:${i.toString(16)}00::1`);

    it('do not multiply the guesses at one account', async () => {
      const at = throttle();
      await each(subnets(1_000), at, () => 'kim');
      expect(verified.length).toBeLessThanOrEqual(20);
      await each(households(200), at, () => 'kim');
      expect(verified.length).toBeLessThanOrEqual(40);
      expect(await logIn(at, 'kim', '2001:db8:2::1', true)).toBe('in');
    });

    it('may fail at twice as many accounts as an address in a /56, at four times as many in a /48', async () => {
      const at = throttle();
      expect(count(await each(subnets(256), at, (i) => `member${i}`), 'wrong')).toBe(60);
      verified.splice(0);
      expect(count(await each(households(256), at, (i) => `other${i}`), 'wrong')).toBe(60);
      expect(await logIn(at, 'kim', '2001:db8:2::1')).toBe('wrong');
    });
  });
});
