import { Logger } from '@nestjs/common';
import type { RateLimit } from '../../platform/config/rate-limit.js';
import type { Settings } from '../../platform/config/settings.js';
import type { Transactions } from '../../platform/database/transactions.js';
import { SignupThrottle } from './signup-throttle.js';

const settings = (signup: RateLimit | undefined): Settings =>
  ({ limits: { signup }, database: { kind: 'sqlite' } }) as Settings;
const throttle = (points: number): SignupThrottle =>
  new SignupThrottle(settings({ points, seconds: 60 }), {} as Transactions);

beforeAll(() => void Logger.overrideLogger(false));
afterAll(() => void Logger.overrideLogger(true));

describe('SignupThrottle', () => {
  it('counts requests by address, and a /64 of IPv6 as one address', async () => {
    const at = throttle(1);
    await at.consume('2001:db8::1', 'request');
    await expect(at.consume('2001:db8::2', 'request')).rejects.toMatchObject({ code: 'THROTTLED' });
    await expect(at.consume('2001:db8:0:1::1', 'request')).resolves.toMatchObject({ remaining: 0 });
  });

  it('accepts every request when the limit is off', async () => {
    const at = new SignupThrottle(settings(undefined), {} as Transactions);
    for (let i = 0; i < 100; i++) await at.consume('192.0.2.1', 'request');
  });
});
