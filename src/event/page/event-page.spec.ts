import { jest } from '@jest/globals';
import express from 'express';
import fc from 'fast-check';
import type { HttpAdapterHost } from '@nestjs/core';
import { join } from 'node:path';
import type { Coupon } from '../../coupon/coupon.entity.js';
import type { Holding, Holdings, MemberHoldings } from '../../coupon/issued/issued-coupons.loader.js';
import { useViews, Views } from '../../platform/http/pages/views.js';
import { cachedJson } from '../../platform/cache/cached-json.js';
import { catalogPart, WorkCatalog } from '../../work/catalog/work-catalog.js';
import type { Work } from '../../work/work.entity.js';
import { EventPage } from './event-page.js';
import { presentEvent } from './event.presenter.js';
import type { EventSnapshot } from '../event.service.js';
import { FIRST_PAGE, worksPage, worksQuery } from './works-page.js';

const NOW = new Date('2026-10-01T03:00:00Z');

const app = express();
app.enable('view cache');
useViews(app, join(import.meta.dirname, '../../../views'));
const views = new Views({ httpAdapter: { getInstance: () => app } } as unknown as HttpAdapterHost);

/** Text that an operator or a member could type to break the cutting and joining of HTML. */
const text = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }) },
  fc.constantFrom(
    '<!--',
    '</li><li class="work" id="work-2">',
    '{{@root.slot}}',
    '{{{body}}}',
    '$&$1$`',
    '\u0000\u0001',
    '🐳 봄봄',
    'é',
    'undefined',
    '&quot;"\'`=<>',
  ),
);

const instant = fc.option(fc.integer({ min: -100_000, max: 100_000 }).map((ms) => new Date(NOW.getTime() + ms)));

const coupon: fc.Arbitrary<Coupon> = fc.record({
  id: fc.integer({ min: 1, max: 99 }),
  name: text,
  discountAmount: fc.constantFrom(0, 1_000, 1_234_567),
  discountRate: fc.constantFrom(0, 7),
  count: fc.constantFrom(0, 1, 12_000),
  isHidden: fc.constant(false),
  startsAt: instant,
  endsAt: instant,
  timeZone: fc.constantFrom('Asia/Seoul', 'America/New_York'),
  paused: fc.boolean(),
  createdAt: fc.constant(NOW),
  updatedAt: fc.constant(NOW),
});

const works: fc.Arbitrary<Work[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 2_000 }), { maxLength: 12 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => text.map((title) => ({ id, title, isHidden: false, createdAt: NOW, updatedAt: NOW })))),
  );

const catalogOf = (works: readonly Work[]): WorkCatalog => {
  const byId = [...works].sort((one, other) => one.id - other.id);
  return new WorkCatalog([catalogPart(byId)], byId, cachedJson([]));
};

const snapshot: fc.Arbitrary<EventSnapshot> = fc.record({
  coupon: fc.option(coupon, { nil: undefined }),
  heldCouponId: fc.constant(1),
  catalog: works.map(catalogOf),
  now: fc.constant(NOW),
});

const member = fc.option(fc.record({ email: text, isAdmin: fc.boolean() }), { nil: undefined });

/** Returns every coupon that is held, also for works that are not on the page. */
const held = (holdings: Holdings): MemberHoldings => ({
  among: () => Promise.resolve(holdings),
  workIds: () => Promise.resolve([...holdings.keys()]),
});

const holding: fc.Arbitrary<Holding> = fc.record({ code: text, isUsed: fc.boolean(), isRevoked: fc.boolean() });

/** A viewer who may hold coupons and whose press may just have been refused, also for a work that is not on the page. */
const viewing = snapshot.chain((snapshot) => {
  const workId = fc.constantFrom(...snapshot.catalog.works.map(({ id }) => id), 9_999);
  const holdings = fc.uniqueArray(fc.tuple(workId, holding), { selector: ([id]) => id });
  const refusal = fc.option(fc.record({ workId, message: text }), { nil: undefined });
  const query = fc.record({
    page: fc.constantFrom(1, 2),
    search: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, text),
    mine: fc.boolean(),
  });
  return fc.record({ snapshot: fc.constant(snapshot), query, member, holdings, refusal });
});

describe('EventPage', () => {
  it('gives, byte for byte, what rendering the view for the viewer gives', async () => {
    const page = new EventPage(views);
    await fc.assert(
      fc.asyncProperty(fc.array(viewing, { minLength: 1, maxLength: 4 }), async (viewings) => {
        // Twice, so that the second time everything comes from the caches.
        for (const { snapshot, query, member, holdings: all, refusal } of [...viewings, ...viewings]) {
          const holdings = member && new Map(all);
          const viewer = { member, holdings, refusal };
          const works = await worksPage(snapshot.catalog, query, holdings && [...holdings.keys()]);
          const [rendered, joined] = await Promise.all([
            views.render('event', presentEvent(snapshot, works, viewer)),
            page.of(snapshot, query, { ...viewer, holdings: holdings && held(holdings) }),
          ]);
          expect(Buffer.from(joined, 'latin1').toString()).toBe(Buffer.from(rendered).toString());
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives each page of many works as rendering the view does', async () => {
    const works = Array.from({ length: 230 }, (_, index) => ({
      id: index + 1,
      title: `작품 ${index}`,
      isHidden: false,
      createdAt: NOW,
      updatedAt: NOW,
    }));
    const snapshot = { coupon: undefined, heldCouponId: 1, catalog: catalogOf(works), now: NOW };
    const page = new EventPage(views);
    const viewer = {
      member: { email: 'a@example.com', isAdmin: false },
      holdings: new Map([[150, { code: 'ABCDEFGH', isUsed: false, isRevoked: false }]]),
    };
    for (const address of [
      '',
      '?page=2',
      '?page=3',
      '?page=9',
      '?q=1',
      '?q=1&page=2',
      '?q=%EC%9E%91+%ED%92%88&page=2',
      '?q=x',
      '?mine=1',
      '?page=2',
    ]) {
      const query = worksQuery(`/event/${address}`);
      const shown = await worksPage(snapshot.catalog, query, [150]);
      const rendered = await views.render('event', presentEvent(snapshot, shown, viewer));
      const joined = await page.of(snapshot, query, { ...viewer, holdings: held(viewer.holdings) });
      expect(Buffer.from(joined, 'latin1').toString()).toBe(rendered);
    }
  });

  it('renders the view once for all members, also for those whose press was refused', async () => {
    const render = jest.fn((view: string, locals: object) => views.render(view, locals));
    const page = new EventPage({ render } as unknown as Views);
    const [same] = fc.sample(snapshot, 1) as [EventSnapshot];
    for (const email of ['one@example.com', 'other@example.com']) {
      const member = { email, isAdmin: false };
      await page.of(same, FIRST_PAGE, { member });
      const workId = same.catalog.works[0]?.id ?? 1;
      await page.of(same, FIRST_PAGE, { member, refusal: { workId, message: '너무 자주 눌렀어요' } });
    }
    expect(render.mock.calls.filter(([view]) => view === 'event')).toHaveLength(1);
  });

  it('renders again after a failure', async () => {
    let broken = true;
    const page = new EventPage({
      render: (view: string, locals: object) =>
        broken ? Promise.reject(new Error('no such file')) : views.render(view, locals),
    } as Views);
    const [one] = fc.sample(snapshot, 1) as [EventSnapshot];
    await expect(page.of(one, FIRST_PAGE)).rejects.toThrow('no such file');
    broken = false;
    expect(await page.of(one, FIRST_PAGE)).toContain('</html>');
  });

  it('rejects a view with other slots', async () => {
    const page = new EventPage({ render: () => Promise.resolve('<html></html>') } as unknown as Views);
    await expect(
      page.of({ coupon: undefined, heldCouponId: undefined, catalog: catalogOf([]), now: NOW }, FIRST_PAGE),
    ).rejects.toThrow('slots');
  });
});
