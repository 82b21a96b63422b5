import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { describeInBrowser } from './support/browser.js';
import { fileOf } from './support/csv.js';
import { liveWith } from './support/live.js';
import { onEachDatabase } from './support/on-each-database.js';
import { withRole, type PanelClient } from './support/panel-client.js';
import { presser } from './support/rejected-presses.js';
import { startServer, type RunningServer } from './support/server.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';

/** As somebody types them into the panel. */
const TYPED = [
  '"><img src=x onerror=alert(1)>{{7*7}}',
  '=HYPERLINK("http://example.invalid","클릭")',
  '+1 @SUM(A1) | -2',
  'שלום עולם مرحبا',
  '🎟️🧑‍🚀🇰🇷 봄봄',
  '가'.repeat(100),
];

/** Only another service’s database has a change of direction: the panel refuses to store it. */
const IMPORTED = '\u202Eevil\u202C 봄봄';

const NAMES = [...TYPED, IMPORTED];

const OWNER = '=1+1@example.com';
const HOLDERS = ['+82@example.com', `${'a'.repeat(60)}@example.com`] as const;

/** What each list has in its rows. */
const WANTED = {
  works: NAMES,
  coupons: NAMES,
  'issued-coupons': [...NAMES, ...HOLDERS],
  'stock-movements': [...NAMES, OWNER],
  users: [OWNER, ...HOLDERS],
  history: [...NAMES, OWNER],
};
const LISTS = ['works', 'coupons', 'issued-coupons', 'stock-movements', 'users', 'history'] as const;

type Filled = {
  readonly server: RunningServer;
  readonly panel: PanelClient;
  readonly coupons: number[];
  readonly works: number[];
  readonly issued: number[];
};

/** Works, coupons, issued coupons, stock movements and a history with each name, in names, reasons, changed values and e-mails. */
async function filled(kind: 'sqlite' | 'postgres'): Promise<Filled> {
  const server = await startServer({ database: kind });
  const { panel } = await withRole(server, 'owner', OWNER);
  const [holder, other] = [await presser(server, HOLDERS[0]), await presser(server, HOLDERS[1])];
  const [coupons, works, issued]: [number[], number[], number[]] = [[], [], []];
  const done = async (answer: Promise<{ status: number; text: string }>): Promise<void> => {
    const { status, text } = await answer;
    if (status !== 200) throw new Error(text);
  };
  for (const name of NAMES) {
    await done(panel.act('works', await aWork(server.database, name), 'edit', { title: `새 제목 ${works.length}` }));
    const work = await aWork(server.database, name);
    const coupon = await aCoupon(server.database, { name, count: 2 });
    const answer = await holder.client.post('/couponuser/', { coupon, work });
    const { id } = answer.json<{ id: number }>();
    const reason = name === IMPORTED ? '데이터 이전' : name;
    await done(panel.act('works', work, 'hide'));
    await done(panel.act('works', work, 'unhide'));
    await done(panel.act('coupons', coupon, 'adjustStock', { delta: '1', reason }));
    await done(panel.act('issued-coupons', id, 'markUsed', { reason }));
    await other.client.post('/couponuser/', { coupon, work });
    [coupons, works, issued].forEach((ids, place) => ids.push([coupon, work, id][place]!));
  }
  for (const { id } of [holder, other]) await done(panel.act('users', id, 'deactivate'));
  return { server, panel, coupons, works, issued };
}

/** A spreadsheet takes a cell that begins with one of these for a formula; an apostrophe in front makes it text. */
const inCsv = (name: string): string => (/^[=+\-@]/.test(name) ? `'${name}` : name);

onEachDatabase('Names and reasons of any kind', (kind) => {
  it.each(LISTS)('are whole in the export of %s, and no cell is a formula', async (list) => {
    const { panel } = await (at ??= filled(kind));
    const { rows } = fileOf(await panel.get(`/resources/${list}/actions/export`));
    const cells = rows.flat();
    const formulas = cells.filter((cell) => /^[=+@\t\r]|^-(?!\d+$)/.test(cell));
    expect(formulas).toEqual([]);
    for (const name of WANTED[list]) expect(cells).toContain(inCsv(name));
  });

  it('are whole in the lines of the history: in the target, the changed values and the reason', async () => {
    const { panel } = await (at ??= filled(kind));
    const lines = (await panel.rows('history', 'perPage=100')).map(({ params }) => params);
    expect(lines.map(({ actor }) => actor)).toContain(OWNER);
    for (const name of NAMES) {
      const of = (action: string): unknown[] => lines.filter((line) => line['action'] === action);
      expect(of('hide-work')).toContainEqual(expect.objectContaining({ target: name }));
      expect(of('edit-work').map((line) => JSON.stringify(line))).toContainEqual(
        expect.stringContaining(JSON.stringify(JSON.stringify(name).slice(1, -1)).slice(1, -1)),
      );
      if (name !== IMPORTED) expect(of('adjust-stock')).toContainEqual(expect.objectContaining({ reason: name }));
    }
  });

  let at: Promise<Filled> | undefined;
});

describeInBrowser('Names and reasons of any kind, in a browser,', () => {
  let at: Filled;
  let watched: WatchedPage;

  beforeAll(async () => {
    at = await filled('sqlite');
    await liveWith(at.panel, at.coupons[0]!, 1);
    watched = await loggedInPage(at.server, at.panel.client, '/admin/', { viewport: { width: 390, height: 844 } });
  });

  /** The page has the names as texts, and is no wider than the phone. */
  async function expectNames(names: readonly string[]): Promise<void> {
    const { page, complaints } = watched;
    for (const name of names) await page.getByText(name).first().waitFor({ state: 'attached' });
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  }

  it.each(LISTS)('are text in the list of %s', async (list) => {
    await watched.page.goto(`/admin/resources/${list}?perPage=100`);
    await watched.page.locator('tbody tr').first().waitFor();
    await expectNames(WANTED[list]);
  });

  it.each([
    ['works', 'works', 'show'],
    ['coupons', 'coupons', 'show'],
    ['coupons', 'coupons', 'live'],
    ['issued-coupons', 'issued', 'show'],
  ] as const)('are text on the pages of %s (%s, %s)', async (list, rows, screen) => {
    for (const [place, name] of NAMES.entries()) {
      await watched.page.goto(`/admin/resources/${list}/records/${at[rows][place]}/${screen}`);
      if (screen === 'live') await watched.page.getByRole('img').first().waitFor();
      await expectNames([name]);
    }
  });

  it('are text on the dashboard and in the member’s case', async () => {
    const { page } = watched;
    await page.goto('/admin/');
    await expectNames([NAMES[0]!]);
    await page.locator('#case-query').fill(HOLDERS[0]);
    await page.locator('#case-query').press('Enter');
    await page.getByRole('heading', { name: HOLDERS[0] }).waitFor();
    await expectNames(NAMES);
  });
});
