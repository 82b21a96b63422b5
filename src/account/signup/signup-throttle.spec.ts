import { Logger } from '@nestjs/common';
import type { Settings } from '../../platform/config/settings.js';
import { SignupThrottle } from './signup-throttle.js';

const throttle = (points: number): SignupThrottle =>
  new SignupThrottle({ limits: { signup: { points, seconds: 60 } } } as Settings);

beforeAll(() => void Logger.overrideLogger(false));
afterAll(() => void Logger.overrideLogger(true));

describe('the sign-up throttle', () => {
  it('counts by address, an IPv6 subscriber being one', async () => {
    const at = throttle(1);
    await at.take('2001:db8::1');
    await expect(at.take('2001:db8::2')).rejects.toMatchObject({ code: 'THROTTLED' });
    await expect(at.take('2001:db8:0:1::1')).resolves.toBeUndefined();
  });

  it('is not there when the limit is off', async () => {
    const at = new SignupThrottle({ limits: { signup: undefined } } as Settings);
    for (let i = 0; i < 100; i++) await at.take('192.0.2.1');
  });
});
