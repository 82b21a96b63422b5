import { ExportPace } from './export-pace.js';

describe('The pace of an export', () => {
  /** The event loop is active and idle for these times before each call. */
  function pauses(...pages: [active: number, idle: number, own: number][]): number[] {
    const times = { active: 1_000, idle: 1_000 };
    const pace = new ExportPace(() => ({ ...times }));
    return pages.map(([active, idle, own]) => {
      times.active += active;
      times.idle += idle;
      return pace.pauseMs(own);
    });
  }

  it('has no pauses while the event loop works for the export only', () => {
    expect(pauses([6, 1, 5], [60, 10, 55], [1, 9, 0])).toEqual([0, 0, 0]);
  });

  it('has pauses while others need more than three quarters of the time', () => {
    expect(pauses([100, 5, 5], [95, 5, 0], [6, 1, 5])).toEqual([100, 100, 0]);
  });
});
