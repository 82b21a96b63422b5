import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { OutageLog } from './outage-log.js';

const FULL = { kind: 'full', driverCode: 'SQLITE_FULL' } as const;
const LOST = { kind: 'lost', driverCode: '57P01' } as const;

describe('OutageLog', () => {
  let lines: string[];
  let log: OutageLog;

  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    const write = (line: unknown, about?: { request_id: string }): void =>
      void lines.push(about ? `${String(line)} (${about.request_id})` : String(line));
    jest.spyOn(Logger.prototype, 'error').mockImplementation(write);
    jest.spyOn(Logger.prototype, 'log').mockImplementation(write);
    log = new OutageLog();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('writes the first failure immediately, then one line a second with counts by kind and code', () => {
    for (let time = 0; time < 1_000; time++) log.note(FULL);
    log.note(LOST);
    expect(lines).toEqual(['The database fails: 1 × full SQLITE_FULL']);
    jest.advanceTimersByTime(1_000);
    expect(lines.slice(1)).toEqual(['The database fails: 999 × full SQLITE_FULL, 1 × lost 57P01']);
    jest.advanceTimersByTime(10_000);
    expect(lines).toHaveLength(2);
  });

  it('names the first of the requests that a line counts', () => {
    for (const id of ['first', 'second', 'third']) log.note(FULL, id);
    log.note(FULL);
    jest.advanceTimersByTime(1_000);
    log.note(LOST);
    jest.advanceTimersByTime(1_000);
    expect(lines).toEqual([
      'The database fails: 1 × full SQLITE_FULL (first)',
      'The database fails: 3 × full SQLITE_FULL (second)',
      'The database fails: 1 × lost 57P01',
    ]);
  });

  it('writes one line on recovery, and none while failures are not yet logged', () => {
    log.recovered();
    log.note(FULL);
    log.note(FULL);
    log.recovered();
    expect(lines).toHaveLength(1);
    jest.advanceTimersByTime(2_000);
    log.recovered();
    log.recovered();
    expect(lines.slice(2)).toEqual(['The database answers again. 2 requests failed.']);
  });
});
