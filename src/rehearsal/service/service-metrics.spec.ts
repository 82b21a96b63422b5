import { parseMetrics } from './service-metrics.js';

it('adds the values of all labels, and leaves out buckets', () => {
  const text = [
    '# HELP waiting x',
    'waiting{pool="shared"} 2',
    'waiting{pool="look-ups"} 3',
    'seconds_bucket{le="0.1"} 9',
    'seconds_sum 1.5e-3',
    '',
  ].join('\n');
  expect([...parseMetrics(text)]).toEqual([
    ['waiting', 5],
    ['seconds_sum', 0.0015],
  ]);
});
