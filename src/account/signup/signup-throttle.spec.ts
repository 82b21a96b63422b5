import { Logger } from '@nestjs/common';
import type { Settings } from '../../platform/config/settings.js';
import { SignupThrottle } from './signup-throttle.js';

const throttle = (points: number): SignupThrottle =>
  new SignupThrottle({ limits: { signup: { points, seconds: 60 } } } as Settings);

beforeAll(() => void Logger.overrideLogger(false));
afterAll(() => void Logger.overrideLogger(true));

describe('SignupThrottle', () => {
  it('counts requests by address, and a /64 of IPv6 as one address', async () => {
    const at = throttle(1);
    await at.consume('2001:db8::1');
    await expect(at.consume('2001:db8::2')).rejects.toMatchObject({ code: 'THROTTLED' });
    await expect(at.consume('2001:db8:0:1::1')).resolves.toBeUndefined();
  });

  it('accepts every request when the limit is off', async () => {
    const at = new SignupThrottle({ limits: { signup: undefined } } as Settings);
    for (let i = 0; i < 100; i++) await at.consume('192.0.2.1');
  });
});
