import { minutesOf, roundUp, secondsOf } from './live-series.js';

const UNTIL = 1_800_000_000;

describe('The seconds of the chart', () => {
  it('are 0 without presses, and not known before the first record', () => {
    const seconds = secondsOf([[UNTIL - 1, 5, 3, 2]], UNTIL - 2, UNTIL);
    expect(seconds).toHaveLength(900);
    expect(seconds.slice(-4)).toEqual([
      undefined,
      { second: UNTIL - 2, presses: 0, issued: 0, refused: 0 },
      { second: UNTIL - 1, presses: 5, issued: 3, refused: 2 },
      { second: UNTIL, presses: 0, issued: 0, refused: 0 },
    ]);
  });

  it('make fifteen minutes, the latest first, of which earlier ones may be unknown', () => {
    const minutes = minutesOf(secondsOf([[UNTIL - 60, 5, 3, 2]], UNTIL - 60, UNTIL), UNTIL);
    expect(minutes).toHaveLength(15);
    expect(minutes.slice(0, 3).map(({ sums }) => sums)).toEqual([
      { presses: 0, issued: 0, refused: 0 },
      { presses: 5, issued: 3, refused: 2 },
      undefined,
    ]);
  });

  it('fit below a round number', () => {
    expect([0, 10, 11, 20, 199, 501, 12_345].map(roundUp)).toEqual([10, 10, 20, 20, 200, 1_000, 20_000]);
  });
});
