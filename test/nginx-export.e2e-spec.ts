import { aCoupon } from './builders/coupons.js';
import { manyMovements } from './builders/many-movements.js';
import { cellsOf } from './support/csv.js';
import { eventually } from './support/eventually.js';
import { describeWithNginx, startNginx } from './support/nginx.js';
import { operator } from './support/panel-client.js';
import { startServer } from './support/server.js';
import { SlowDownload } from './support/slow-download.js';

/** More than the operating system keeps for two connections that nobody reads. */
const ROWS = 150_000;
const EXPORT = '/resources/stock-movements/actions/export';

describeWithNginx('Behind nginx', () => {
  it('an export reaches the client whole, and ends when the client hangs up', async () => {
    const server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    const nginx = await startNginx([server.baseUrl.replace('http://', '')]);
    await manyMovements(server.database, await aCoupon(server.database), ROWS);
    const admin = await operator(server);
    const whole = await (await SlowDownload.begin(nginx, admin, EXPORT)).rest();
    expect([whole.isWhole, cellsOf(whole.text).rows.length]).toEqual([true, ROWS + 1]);
    const unread = await SlowDownload.begin(nginx, admin, EXPORT);
    unread.hangUp();
    const exports = async () => admin.rows('history', 'filters.action=export');
    const [last, first] = await eventually(exports, ({ length }) => length === 2);
    expect(first!.params['changes']).not.toContain('is_broken_off');
    expect(last!.params['changes']).toContain('is_broken_off');
  });
});
