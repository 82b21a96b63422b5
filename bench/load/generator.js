import { Rush } from './rush.js';
import { ScheduledRush } from './scheduled-rush.js';

// The process of the load generator. It receives one job and sends the phases 'measuring' and 'measured', then the result:
//   { ports, connections, warmUpMs, measureMs, path, cookies, expect: { status, leastBytes, says }, presses }
// With `perSecond`, requests are sent at this rate on at most `connections` connections.
// `presses`, for POST: { coupons, firstUserId, users, firstWorkId, from, to }, see `requests.js`.

process.once('disconnect', () => process.exit(1));
process.once('message', async (job) => {
  const result = await new (job.perSecond ? ScheduledRush : Rush)(job).run((phase) => process.send({ phase }));
  process.send({ result }, () => process.exit(0));
});
