import { aCoupon } from './builders/coupons.js';
import { ISSUED, LATER, manyIssued, type ManyIssued } from './builders/many-issued.js';
import { aWork } from './builders/works.js';
import { fileOf } from './support/csv.js';
import { both, flag, issuedCouponCells, plain } from './support/exported-cells.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import type { Row } from './support/test-database.js';

onEachDatabase('An export', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;
  let filled: ManyIssued;
  let operatorId: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    filled = await manyIssued(server.database);
    admin = await operator(server);
    await aWork(server.database, '=HYPERLINK("http://example.invalid","클릭")');
    await aWork(server.database, `'=x, "y"\r\nz 🐳 שלום`);
    await aCoupon(server.database, {
      name: '-할인',
      starts_at: new Date('2026-10-31T16:00:00Z'),
      time_zone: 'America/New_York',
      paused: true,
    });
    operatorId = (await server.database.rows<{ id: number }>('SELECT MIN(id) AS id FROM "user"'))[0]!.id;
    await server.database.execute(
      `INSERT INTO stock_movement (coupon_id, kind, delta, by_user_id, note, created_at) VALUES ($1, 'adjusted', -5, $2, '@메모', $3)`,
      [filled.coupons[0], operatorId, new Date('2026-11-01T01:02:03.456Z')],
    );
  });

  const exported = async (resource: string, query = ''): Promise<ReturnType<typeof fileOf>> =>
    fileOf(await admin.get(`/resources/${resource}/actions/export?${query}`));

  const rowsOf = (select: string): Promise<Row[]> => server.database.rows(select);

  it('has the rows of the database, for every table', async () => {
    const works = await rowsOf('SELECT * FROM work ORDER BY id');
    expect((await exported('works')).rows).toEqual(
      works.map((row) => [
        plain(row['id']),
        String(row['title']).replace(/^(?=[=']=?)/, "'"),
        flag(row['is_hidden']),
        ...both(row['created_at']),
        ...both(row['updated_at']),
      ]),
    );
    const users = await rowsOf('SELECT * FROM "user" ORDER BY id');
    expect((await exported('users')).rows).toEqual(
      users.map((row) => [
        ...[
          plain(row['id']),
          plain(row['email']),
          row['role'] ?? 'none',
          flag(row['is_admin']),
          flag(row['is_active']),
        ],
        ...[...both(row['created_at']), ...both(row['updated_at'])],
      ]),
    );
    const { rows } = await exported('issued-coupons');
    expect(rows).toHaveLength(ISSUED);
    expect(rows).toEqual(await issuedCouponCells(server.database));
  });

  it('has references as id and title, negative numbers as numbers, and the time in the event’s zone', async () => {
    const [movement] = (await exported('stock-movements', 'filters.kind=adjusted')).rows;
    const [id, ...rest] = movement!;
    expect(id).toMatch(/^\d+$/);
    expect(rest).toEqual([
      ...['2026-11-01 10:02:03', '2026-11-01T01:02:03.456Z', String(filled.coupons[0]), '첫 화 무료', 'adjusted', '-5'],
      ...[String(operatorId), ADMIN.email, "'@메모", 'Asia/Seoul'],
    ]);
    const { heads, rows } = await exported('coupons', `filters.name=${encodeURIComponent('할인')}`);
    const [coupon] = rows.map((cells) => Object.fromEntries(heads.map((head, place) => [head, cells[place]])));
    expect(coupon).toMatchObject({
      이름: "'-할인",
      상태: 'paused',
      '이벤트 페이지': 'false',
      '시작 시각 (현지 시각)': '2026-10-31 12:00:00',
      '시작 시각 (UTC)': '2026-10-31T16:00:00.000Z',
      '종료 시각 (현지 시각)': '',
      '종료 시각 (UTC)': '',
      시간대: 'America/New_York',
    });
  });

  it('has different heads for all columns, in the operator’s language', async () => {
    for (const resource of ['works', 'coupons', 'issued-coupons', 'stock-movements', 'users', 'history']) {
      const { heads } = await exported(resource, 'filters.created_at~~from=2999-01-01');
      expect([resource, new Set(heads).size]).toEqual([resource, heads.length]);
    }
    expect((await exported('works')).heads).toEqual([
      ...['번호', '제목', '숨김', '생성 시각 (Asia/Seoul)', '생성 시각 (UTC)'],
      ...['수정 시각 (Asia/Seoul)', '수정 시각 (UTC)'],
    ]);
    const english = await admin.get('/resources/issued-coupons/actions/export?filters.code=20000123', {
      cookie: `${admin.client.cookies.header()['cookie']}; admin_language=en`,
    });
    expect(fileOf(english).heads).toEqual([
      ...['ID', 'Code', 'Member ID', 'Member', 'Work ID', 'Work', 'Coupon ID', 'Coupon', 'Usage', 'Validity'],
      ...['Issued at (local time)', 'Issued at (UTC)', 'Used at (local time)', 'Used at (UTC)'],
      ...['Revoked at (local time)', 'Revoked at (UTC)', 'Updated at (local time)', 'Updated at (UTC)'],
      'Time zone',
    ]);
  });

  it('has all rows that match the filters, also those that the list does not find, and no others', async () => {
    const [coupon, work] = [filled.coupons[1], filled.works[2]];
    const later = encodeURIComponent(LATER);
    for (const [query, where] of [
      ['page=7&sortBy=code&direction=desc', 'TRUE'],
      [`filters.coupon=${coupon}`, `coupon_id = ${coupon}`],
      [`filters.coupon=${coupon}&filters.work=${work}`, `coupon_id = ${coupon} AND work_id = ${work}`],
      ['filters.user=10100', 'user_id = 10100'],
      ['filters.is_used=true', 'is_used'],
      ['filters.is_used=false', 'NOT is_used'],
      [`filters.is_used=true&filters.coupon=${filled.coupons[0]}`, `is_used AND coupon_id = ${filled.coupons[0]}`],
      ['filters.is_revoked=true', 'revoked_at IS NOT NULL'],
      ['filters.is_revoked=false&filters.is_used=true', 'revoked_at IS NULL AND is_used'],
      [`filters.revoked_at~~from=${later}`, 'revoked_at IS NOT NULL'],
      [`filters.created_at~~from=${later}`, `id > ${ISSUED / 2}`],
      ['filters.created_at~~to=2026-01-15', `id <= ${ISSUED / 2}`],
      [`filters.created_at~~from=2026-01-15&filters.created_at~~to=2026-01-16`, 'FALSE'],
      [`filters.created_at~~to=2026-01-15&filters.is_used=false`, `id <= ${ISSUED / 2} AND NOT is_used`],
      ['filters.code=20000123', `code = '20000123'`],
      ['filters.code=200', 'TRUE'],
      ['filters.code=20001', `code LIKE '20001%'`],
      ['filters.email=HOLDER-10007@Example.com', 'user_id = 10007'],
      ['filters.email=holder-10007@example.co', 'FALSE'],
      ['filters.email=holder-1', 'TRUE'],
      ['filters.email=holder-1&filters.is_used=true', 'is_used'],
      ['filters.email=holder-11', 'user_id BETWEEN 11000 AND 11999'],
      ['filters.id=77', 'id = 77'],
    ] as const) {
      const { rows } = await exported('issued-coupons', query);
      const ids = (await rowsOf(`SELECT id FROM coupon_user WHERE ${where} ORDER BY id`)).map(({ id }) => String(id));
      expect([query, rows.map(([id]) => id)]).toEqual([query, ids]);
    }
  });

  it('is a download that nothing keeps', async () => {
    const answer = await admin.get('/resources/issued-coupons/actions/export?filters.id=1');
    expect(answer.header('content-disposition')).toMatch(
      /^attachment; filename=issued-coupons-20\d{6}-[0-2]\d[0-5]\d\.csv$/,
    );
    for (const [name, value] of [
      ['cache-control', 'no-store'],
      ['x-content-type-options', 'nosniff'],
      ['transfer-encoding', 'chunked'],
    ] as const)
      expect([name, answer.header(name)]).toEqual([name, value]);
  });

  it('refuses what the list refuses, and every method but GET', async () => {
    const path = '/resources/issued-coupons/actions/export';
    expectRefusal(await admin.get(`${path}?filters.password=a`), 400, 'BAD_FILTER');
    expectRefusal(await admin.get(`${path}?filters.code=AB`), 400, 'CODE_TOO_SHORT');
    expectRefusal(await admin.get('/resources/sessions/actions/export'), 404, 'UNKNOWN_RESOURCE');
    expectRefusal(await admin.post(path), 405, 'METHOD_NOT_ALLOWED');
    const head = await admin.client.request('HEAD', `/admin/api${path}`);
    expect([head.status, head.header('content-disposition'), head.header('allow')]).toEqual([405, undefined, 'GET']);
    expect((await exported('issued-coupons', 'filters.id=1')).rows).toHaveLength(1);
  });

  it('is not started by a page of another site', async () => {
    const path = '/resources/issued-coupons/actions/export?filters.id=1';
    for (const site of ['cross-site', 'same-site']) {
      expectRefusal(await admin.get(path, { 'sec-fetch-site': site }), 403, 'CROSS_ORIGIN');
    }
    for (const site of ['same-origin', 'none']) {
      expect((await admin.get(path, { 'sec-fetch-site': site })).status).toBe(200);
    }
  });
});
