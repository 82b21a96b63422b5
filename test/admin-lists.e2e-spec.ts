import { ISSUED, LATER, manyIssued, type ManyIssued } from './builders/many-issued.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { panelStatements, planOf } from './support/panel-statements.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const COUNTED = 10_000;
const LOOKED_AT = 20_000;
/** Of rows that begin with a text. */
const BEGINNINGS = 2_000;
/** Statements that name something by which an index finds the rows. */
const BY_INDEX = /WHERE ("(work|coupon)_id" = |"is_used"|"revoked_at" IS NOT NULL|"user_id"|\(?"code" (IN|>=))/;
const WHOLE = /(SCAN coupon_user(?! USING)|Seq Scan on coupon_user)/;
const INDEX =
  /coupon_user USING (COVERING )?INDEX (coupon_user_(by_work|by_coupon|used|revoked)|sqlite_autoindex_coupon_user_\d)/;

onEachDatabase('A list of many rows', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;
  let filled: ManyIssued;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    filled = await manyIssued(server.database);
    admin = await operator(server);
  });

  const list = async (resource: string, query = ''): Promise<PanelAnswer> =>
    (await admin.get(`/resources/${resource}/actions/list?${query}`)).json<PanelAnswer>();

  const ids = async (where: string, order = 'id DESC', table = 'coupon_user'): Promise<number[]> =>
    (
      await server.database.rows<{ id: number }>(`SELECT id FROM "${table}" WHERE ${where} ORDER BY ${order} LIMIT 20`)
    ).map(({ id }) => Number(id));

  /** [query, the rows that it means as SQL, their order]. */
  const FILTERS = (): [string, string, string?][] => {
    const [coupon, work] = [filled.coupons[1], filled.works[2]];
    const later = encodeURIComponent(LATER);
    return [
      ['', 'TRUE'],
      ['page=7', `id <= ${ISSUED - 120}`],
      ['sortBy=created_at&direction=asc', 'TRUE', 'id'],
      ['sortBy=code&direction=asc', 'TRUE', 'code'],
      ['sortBy=code&direction=desc', 'TRUE', 'code DESC'],
      [`filters.coupon=${coupon}`, `coupon_id = ${coupon}`],
      [`filters.work=${work}`, `work_id = ${work}`],
      [`filters.coupon=${coupon}&filters.work=${work}`, `coupon_id = ${coupon} AND work_id = ${work}`],
      ['filters.user=10100', 'user_id = 10100'],
      ['filters.is_used=true', 'is_used'],
      ['filters.is_used=false', 'NOT is_used'],
      [`filters.is_used=true&filters.coupon=${filled.coupons[0]}`, `is_used AND coupon_id = ${filled.coupons[0]}`],
      ['filters.is_revoked=true', 'revoked_at IS NOT NULL'],
      ['filters.is_revoked=false', 'revoked_at IS NULL'],
      [`filters.revoked_at~~from=${later}`, 'revoked_at IS NOT NULL'],
      [`filters.created_at~~from=${later}`, `id > ${ISSUED / 2}`],
      [`filters.created_at~~to=2026-01-15`, `id <= ${ISSUED / 2}`],
      ['filters.code=20000123', `code = '20000123'`],
      ['filters.code=200001', `code LIKE '200001%'`],
      ['filters.email=HOLDER-10007@Example.com', 'user_id = 10007'],
      ['filters.email=holder-10007@example.co', 'FALSE'],
      ['filters.email=holder-10007@example', 'user_id = 10007'],
      ['filters.email=holder-1000&filters.is_used=true', 'user_id BETWEEN 10000 AND 10009 AND is_used'],
      [`filters.coupon=${coupon}&sortBy=code&direction=desc`, `coupon_id = ${coupon}`, 'code DESC'],
    ];
  };

  it('gives the rows that fulfil its filters, in its order, and counts them', async () => {
    for (const [query, where, order] of FILTERS()) {
      const { records, meta } = await list('issued-coupons', query);
      expect([query, records.map(({ id }) => id)]).toEqual([query, await ids(where, order)]);
      const [row] = await server.database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM coupon_user WHERE ${where}`);
      const n = query.startsWith('page') ? ISSUED : Number(row!.n);
      expect([query, meta.total]).toEqual([query, Math.min(n, COUNTED + 1)]);
    }
  });

  it('names the member, the work and the coupon of a row', async () => {
    const [row] = (await list('issued-coupons', 'filters.code=20000123')).records;
    expect(row).toMatchObject({
      params: { user: 10_010, is_used: false },
      populated: { user: { title: 'holder-10010@example.com' }, work: { title: expect.any(String) as string } },
    });
  });

  it('finds members by the beginning of their e-mail, and those with a right or without', async () => {
    for (const [query, where, order] of [
      ['filters.email=HOLDER-100', `email LIKE 'holder-100%'`],
      ['filters.email=HOLDER-10001@Example.com', `email = 'holder-10001@example.com'`],
      ['filters.email=holder-10001@example.co', 'FALSE'],
      ['filters.email=holder-10001@example.', `email = 'holder-10001@example.com'`],
      ['filters.is_active=false', 'NOT is_active'],
      ['filters.is_admin=true', 'is_admin'],
      ['sortBy=email&direction=asc', 'TRUE', 'email_key'],
    ] as const) {
      const { records } = await list('users', query);
      expect([query, records.map(({ id }) => id)]).toEqual([query, await ids(where, order, 'user')]);
    }
    const found = (await admin.get('/resources/users/actions/search/holder-1000')).json<PanelAnswer>().records;
    expect(found.map(({ id }) => id)).toEqual([
      10_000, 10_001, 10_002, 10_003, 10_004, 10_005, 10_006, 10_007, 10_008, 10_009,
    ]);
  });

  it('finds a code in whatever letters it is kept and typed', async () => {
    await server.database.execute(`UPDATE coupon_user SET code = 'aBcD1234' WHERE id = 5`);
    await server.database.execute(`UPDATE coupon_user SET code = 'ABCD5678' WHERE id = 6`);
    const found = async (code: string): Promise<number[]> =>
      (await list('issued-coupons', `filters.code=${code}`)).records.map(({ id }) => id);
    expect(await found('abcd5678')).toEqual([6]);
    expect(await found('%20abcd%20')).toEqual([6]);
    expect(await found('aBcD1234')).toEqual([5]);
    expect(await found('aBcD')).toEqual([6, 5]);
    expectRefusal(await admin.get('/resources/issued-coupons/actions/list?filters.code=AB'), 400, 'CODE_TOO_SHORT');
  });

  it('is paged up to row 10,000, and says what to do about the rest', async () => {
    expect((await list('issued-coupons', 'page=500')).records).toHaveLength(20);
    for (const query of ['page=501', 'page=200000', 'page=101&perPage=100']) {
      expectRefusal(await admin.get(`/resources/issued-coupons/actions/list?${query}`), 400, 'PAGE_TOO_DEEP');
    }
  });

  it('says that only the newest rows were searched when no index finds the older ones', async () => {
    const { notice } = await list('issued-coupons', 'filters.is_used=false&sortBy=code');
    expect(notice).toMatchObject({ message: 'searchedNewest', options: { count: LOOKED_AT } });
    for (const query of ['filters.is_used=false', 'filters.is_used=true&sortBy=code', 'sortBy=code', ''])
      expect([query, (await list('issued-coupons', query)).notice]).toEqual([query, undefined]);
  });

  it('says that not all rows were searched for the beginning of a text that many have', async () => {
    const { notice, meta } = await list('issued-coupons', 'filters.code=2000');
    expect(notice).toMatchObject({ message: 'searchedBeginning', options: { count: BEGINNINGS } });
    expect(meta.total).toBe(BEGINNINGS);
    expect((await list('issued-coupons', 'filters.code=200001')).notice).toBeUndefined();
  });

  it('counts what prevents a deletion', async () => {
    const answer = await admin.act('coupons', filled.coupons[1]!, 'delete');
    expect(expectRefusal(answer, 409, 'HAS_ISSUED_COUPONS')['issued']).toBe(8_000);
  });

  it('is served by an index, or looks at the newest rows only', async () => {
    const queries = FILTERS().map(([query]) => ['issued-coupons', query] as const);
    const statements = await panelStatements(server.database.url, queries);
    expect(statements.length).toBe(2 * queries.length);
    for (const statement of statements) {
      const { sql } = statement;
      const plan = await planOf(server.database, statement);
      if (BY_INDEX.test(sql)) expect([sql, plan]).toEqual([sql, expect.not.stringMatching(WHOLE)]);
      else expect(sql).toMatch(/LIMIT (20|10001|20000)\b/);
      if (kind === 'sqlite' && BY_INDEX.test(sql)) expect([sql, plan]).toEqual([sql, expect.stringMatching(INDEX)]);
    }
  });
});
