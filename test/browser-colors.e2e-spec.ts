import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aSoldCoupon } from './builders/sold-coupon.js';
import { aWork } from './builders/works.js';
import { poorContrasts } from './poor-contrasts.js';
import { describeInBrowser } from './support/browser.js';
import { liveWith } from './support/live.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { presser, refusalOf, rejectedTimes } from './support/rejected-presses.js';
import { startRevoking } from './support/revoking.js';
import { startServer, type RunningServer } from './support/server.js';
import { loggedInPage } from './watched-page.js';

const MESSY = join(import.meta.dirname, 'fixtures/works-messy.csv');
const TO_COME = { starts_at: new Date('2030-07-01T03:00:00Z'), ends_at: new Date('2030-07-02T03:00:00Z') };

/** Where a screen is, what is shown last on it, and what is done there before the colours are measured. */
type Screen = { readonly path: string; readonly shows: string; readonly act?: (page: Page) => Promise<void> };

describeInBrowser('The colours of the panel', () => {
  let server: RunningServer;
  let panel: PanelClient;
  let screens: Record<string, Screen>;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    panel = await operator(server);
    const { database } = server;
    const work = await aWork(database);
    const sold = await aCoupon(database, { count: 1 });
    const toCome = await aCoupon(database, { paused: true, ...TO_COME });
    const [lucky, late] = [await presser(server), await presser(server)];
    await refusalOf(lucky, { coupon: sold, work });
    await refusalOf(late, { coupon: sold, work });
    await refusalOf(late, { coupon: await aCoupon(database), work });
    await rejectedTimes(database, late.id, { coupon: sold, work }, 1);
    await liveWith(panel, sold, 2);
    await panel.act('works', work, 'edit', { title: '새 제목' });
    const [line] = await panel.rows('history');
    const [many, some] = [await aSoldCoupon(database, { issued: 30 }), await aSoldCoupon(database, { issued: 3 })];
    const answer = await startRevoking(panel, `filters.coupon=${some.coupon}`);
    const { id: run } = answer.json<{ revocation: { id: number } }>().revocation;
    const [coupons, revoking] = ['/admin/resources/coupons', '/admin/resources/issued-coupons/actions/revokeUnused'];
    screens = {
      dashboard: { path: '/admin/', shows: '.coupon .label-paused' },
      'list of coupons': { path: coupons, shows: '.row-title' },
      'list of issued coupons': { path: '/admin/resources/issued-coupons', shows: '.row-title' },
      'stock adjustment': { path: `${coupons}/records/${sold}/adjustStock`, shows: '.stock' },
      'coupon with checks': { path: `${coupons}/records/${toCome}/show`, shows: '.check' },
      'live view': { path: `${coupons}/records/${sold}/live`, shows: '.live-refusals code' },
      'member case': { path: `/admin/pages/case?member=${late.id}`, shows: '.case-reason' },
      history: { path: '/admin/resources/history', shows: '.changes dt' },
      'line of the history': { path: `/admin/resources/history/records/${line!.id}/show`, shows: '.changes dt' },
      'preview of a revocation': { path: `${revoking}?filters.coupon=${many.coupon}`, shows: '.sample td' },
      'result of a revocation': { path: `${revoking}?run=${run}`, shows: '.revocation .adminjs_MessageBox' },
      'progress of a revocation': {
        path: `${revoking}?run=${run}`,
        shows: '.revocation .adminjs_MessageBox',
        act: asRunning,
      },
      'works import': { path: '/admin/resources/works/actions/import', shows: '.file', act: chooseFile },
    };
  });

  it.each(['light', 'dark'] as const)('are readable on each screen in the %s scheme', async (colorScheme) => {
    const viewport = { width: 1280, height: 900 };
    const { page, complaints } = await loggedInPage(server, panel.client, '/admin/', { colorScheme, viewport });
    const poor: Record<string, string[]> = {};
    for (const [name, { path, shows, act }] of Object.entries(screens)) {
      await page.goto(path);
      await page.locator(shows).first().waitFor();
      await act?.(page);
      await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
      const [ground] = await page.evaluate(() => /\d+/.exec(getComputedStyle(document.body).backgroundColor)!);
      expect(Number(ground) < 128 ? 'dark' : 'light').toBe(colorScheme);
      const texts = await poorContrasts(page);
      if (texts.length > 0) poor[name] = texts;
    }
    expect(poor).toEqual({});
    expect(complaints).toEqual([]);
  });

  it('are those with which the page was loaded, because AdminJS’s are', async () => {
    const { page } = await loggedInPage(server, panel.client, '/admin/resources/coupons', { colorScheme: 'light' });
    await page.locator('.row-title').first().waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrasts(page)).toEqual([]);
  });
});

/** Revocations end too soon to look at one that runs. */
async function asRunning(page: Page): Promise<void> {
  await page.route('**/actions/revocation?*', async (route) => {
    const response = await route.fetch();
    const { revocation, ...rest } = (await response.json()) as { revocation: object };
    await route.fulfill({ response, json: { ...rest, revocation: { ...revocation, state: 'running' } } });
  });
  await page.reload();
  await page.getByRole('button', { name: '중단' }).waitFor();
}

async function chooseFile(page: Page): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(MESSY);
  await page.locator('.plan').first().waitFor();
}
