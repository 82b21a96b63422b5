import { Logger } from '@nestjs/common';
import type { Settings } from '../../platform/config/settings.js';
import { LiveCounters } from '../live/live-counters.js';
import { IssueThrottle } from './issue-throttle.js';

beforeAll(() => void Logger.overrideLogger(false));
afterAll(() => void Logger.overrideLogger(true));

describe('the issue throttle', () => {
  it('counts by member', async () => {
    const throttle = new IssueThrottle(
      { limits: { issue: { points: 2, seconds: 60 } } } as Settings,
      new LiveCounters(),
    );
    await throttle.consume(1, 'request');
    await throttle.consume(1, 'request');
    await expect(throttle.consume(1, 'request')).rejects.toMatchObject({ code: 'THROTTLED' });
    await expect(throttle.consume(2, 'request')).resolves.toMatchObject({ remaining: 1 });
  });

  it('does nothing when the limit is off', async () => {
    const throttle = new IssueThrottle({ limits: { issue: undefined } } as Settings, new LiveCounters());
    for (let i = 0; i < 100; i++) await throttle.consume(1, 'request');
  });
});
