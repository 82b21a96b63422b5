import { migrated } from './support/migrations.js';
import { panelStatements, planOf } from './support/panel-statements.js';
import { emptyDatabase } from './support/test-database.js';

const FROM = encodeURIComponent('2026-11-22T00:00:00.000Z');

/** [resource, query, what each of its statements says of how it finds its rows] */
const FOUND: readonly (readonly [string, string, RegExp])[] = [
  ['users', 'filters.email=kim', /SEARCH user USING .*INDEX \w+ \(email_key>\? AND email_key<\?\)/],
  ['users', 'filters.email=kim@example.com', /SEARCH user USING .*INDEX \w+ \(email_key=\?\)/],
  ['issued-coupons', 'filters.email=kim@example.com', /SEARCH user USING .*INDEX \w+ \(email_key=\?\)/],
  ['users', 'filters.is_admin=true', /user USING .*INDEX user_admins/],
  ['users', 'filters.is_active=false', /user USING .*INDEX user_inactive/],
  ['users', `filters.created_at~~from=${FROM}`, /SEARCH user USING INTEGER PRIMARY KEY \(rowid>\?\)/],
  ['stock-movements', 'filters.coupon=1', /SEARCH stock_movement USING .*INDEX stock_movement_by_coupon/],
  ['stock-movements', 'filters.by_user=1', /SEARCH stock_movement USING .*INDEX stock_movement_by_user/],
  ['stock-movements', 'filters.note=x', /stock_movement USING .*INDEX stock_movement_noted/],
  ['stock-movements', 'filters.kind=adjusted', /SEARCH stock_movement USING .*INDEX stock_movement_not_issued/],
  ['stock-movements', `filters.created_at~~from=${FROM}`, /SEARCH stock_movement USING INTEGER PRIMARY KEY/],
];

const BY_ID = /SEARCH coupon_user USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)/;

/** [resource, query, how a step of an export finds the rows that it looks at] */
const WALKED: readonly (readonly [string, string, RegExp])[] = [
  ['issued-coupons', '', BY_ID],
  ['issued-coupons', 'filters.is_used=false', BY_ID],
  ['issued-coupons', 'filters.code=ABC', BY_ID],
  ['issued-coupons', 'filters.email=kim', BY_ID],
  ['issued-coupons', 'filters.email=kim@example.com', BY_ID],
  ['issued-coupons', `filters.created_at~~from=${FROM}`, BY_ID],
  ['issued-coupons', 'filters.coupon=1', /INDEX coupon_user_by_coupon \(coupon_id=\? AND rowid>\? AND rowid<\?\)/],
  ['issued-coupons', 'filters.work=1', /INDEX coupon_user_by_work \(work_id=\? AND rowid>\? AND rowid<\?\)/],
  [
    'issued-coupons',
    'filters.is_used=true',
    /INDEX coupon_user_used \(is_used=\? AND (id|rowid)>\? AND (id|rowid)<\?\)/,
  ],
  ['issued-coupons', 'filters.is_revoked=true', /INDEX coupon_user_revoked \((id|rowid)>\? AND (id|rowid)<\?\)/],
  ['users', 'filters.is_active=false', /INDEX user_inactive \(is_active=\? AND (id|rowid)>\? AND (id|rowid)<\?\)/],
  [
    'stock-movements',
    'filters.kind=adjusted',
    /INDEX stock_movement_not_issued \(kind=\? AND (id|rowid)>\? AND (id|rowid)<\?\)/,
  ],
  [
    'stock-movements',
    'filters.by_user=1',
    /INDEX stock_movement_by_user \(by_user_id=\? AND (id|rowid)>\? AND (id|rowid)<\?\)/,
  ],
];

describe('The panel’s statements on SQLite', () => {
  const plans = new Map<string, [sql: string, plan: string][]>();

  beforeAll(async () => {
    const database = await emptyDatabase('sqlite');
    await migrated(database, 'up');
    const asked = [
      ...FOUND.map(([resource, query]) => [resource, query] as const),
      ...WALKED.map(([resource, query]) => [`export ${resource}`, query] as const),
      ['dashboard', ''] as const,
    ];
    for (const [place, statement] of (await panelStatements(database.url, asked)).entries()) {
      const key = asked[place >> 1]!.join('?');
      plans.set(key, [...(plans.get(key) ?? []), [statement.sql, await planOf(database, statement)]]);
    }
  });

  it.each(FOUND)('%s?%s is found by an index', (resource, query, index) => {
    const both = plans.get(`${resource}?${query}`)!;
    for (const [sql, plan] of both) expect([sql, plan]).toEqual([sql, expect.stringMatching(index)]);
  });

  it.each(WALKED)(
    'an export of %s?%s looks at a limited number of rows, in the order of ids',
    (resource, query, index) => {
      const [range, step] = plans.get(`export ${resource}?${query}`)!;
      const table = /(?:FROM|UPDATE) "(\w+)"/.exec(range![0])![1]!;
      expect(step).toEqual([expect.any(String), expect.stringMatching(index)]);
      expect(step![1]).not.toMatch(new RegExp(`SCAN (${table}|user)\\b`));
      // The first and the last row in the order of ids: nothing is sorted.
      expect(range![1]).not.toContain('TEMP B-TREE');
    },
  );

  it('for the dashboard is read of no issued coupons, and of the ledger what an index keeps of the supply', () => {
    const steps = plans.get('dashboard?')!.flatMap(([, plan]) => plan.split('\n'));
    expect(steps.filter((step) => step.includes('coupon_user'))).toEqual([]);
    const ledger = steps.filter((step) => step.includes('stock_movement'));
    for (const step of ledger) expect(step).toContain('INDEX stock_movement_supply');
    expect(ledger).toHaveLength(2);
  });

  it('for the checks of a coupon are read of no issued coupons, and of the ledger by its indexes', async () => {
    const database = await emptyDatabase('sqlite');
    await migrated(database, 'up');
    const statements = await panelStatements(database.url, [['checks', '']]);
    const plans = await Promise.all(statements.map((statement) => planOf(database, statement)));
    const steps = plans.flatMap((plan) => plan.split('\n'));
    expect(steps.filter((step) => step.includes('coupon_user'))).toEqual([]);
    const ledger = steps.filter((step) => /\b(stock_movement|m)\b/.test(step));
    expect(ledger).toHaveLength(6);
    for (const step of ledger) expect(step).toMatch(/^SEARCH .* INDEX stock_movement_(supply|request) /);
  });
});
