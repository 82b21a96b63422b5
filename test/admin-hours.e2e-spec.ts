import { aCoupon } from './builders/coupons.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const TERMS = { name: '겨울 쿠폰', discount_amount: '3000', discount_rate: '0', count: '5' };
const HOURS = { starts_at: '2030-07-01 12:00', ends_at: '2030-07-02 00:00', time_zone: 'America/New_York' };

onEachDatabase('An operator who sets hours', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });

  const created = async (hours: Record<string, string>): Promise<number> => {
    const answer = await admin.create('coupons', { ...TERMS, ...hours });
    expect([answer.status, answer.json<PanelAnswer>().notice?.type]).toEqual([200, 'success']);
    return answer.json<PanelAnswer>().record.id;
  };

  /** What is in the table, in UTC. */
  const instants = async (id: number): Promise<(string | null)[]> => {
    const rows = await server.database.rows<Record<string, Date | string | null>>(
      'SELECT "starts_at", "ends_at" FROM "coupon" WHERE "id" = $1',
      [id],
    );
    return ['starts_at', 'ends_at'].map((column) => {
      const value = rows[0]![column]!;
      return value && (value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`)).toISOString();
    });
  };

  it('types them by the clocks of the coupon’s zone; they are kept in UTC and shown as they were typed', async () => {
    const id = await created(HOURS);
    expect(await instants(id)).toEqual(['2030-07-01T16:00:00.000Z', '2030-07-02T04:00:00.000Z']);
    expect((await admin.row('coupons', id)).params).toMatchObject(HOURS);
  });

  it('defaults to Seoul’s time zone and to no hours', async () => {
    const id = await created({ starts_at: '2030-01-01T09:00' });
    expect(await instants(id)).toEqual(['2030-01-01T00:00:00.000Z', null]);
    const [plain] = [(await admin.row('coupons', await created({}))).params];
    expect(plain).toMatchObject({ starts_at: '', ends_at: '', time_zone: 'Asia/Seoul', state: 'running' });
  });

  it('saves a name from an open form without touching the hours, to the millisecond', async () => {
    const [starts_at, ends_at] = [new Date('2030-01-01T00:00:12.345Z'), new Date('2030-01-02T00:00:59.999Z')];
    const id = await aCoupon(server.database, { starts_at, ends_at });
    const save = await admin.openForm('coupons', id);
    expect((await save({ name: '새 이름' })).json<PanelAnswer>().notice?.type).toBe('success');
    expect(await instants(id)).toEqual([starts_at.toISOString(), ends_at.toISOString()]);
  });

  it('changes one end, takes it away, and moves both by another zone', async () => {
    const id = await created(HOURS);
    await (
      await admin.openForm('coupons', id)
    )({ ends_at: '2030-07-01 18:30' });
    expect(await instants(id)).toEqual(['2030-07-01T16:00:00.000Z', '2030-07-01T22:30:00.000Z']);
    await (
      await admin.openForm('coupons', id)
    )({ time_zone: 'Asia/Seoul' });
    expect(await instants(id)).toEqual(['2030-07-01T03:00:00.000Z', '2030-07-01T09:30:00.000Z']);
    await (
      await admin.openForm('coupons', id)
    )({ starts_at: '', ends_at: '' });
    expect(await instants(id)).toEqual([null, null]);
  });

  it.each([
    ['an end before the start', { starts_at: '2030-01-02 00:00', ends_at: '2030-01-01 00:00' }, ['ends_at']],
    ['an end at the start', { starts_at: '2030-01-02 00:00', ends_at: '2030-01-02 00:00' }, ['ends_at']],
    ['a day that is not there', { starts_at: '2030-02-30 00:00' }, ['starts_at']],
    [
      'years that are too early',
      { starts_at: '1000-01-01 00:00', ends_at: '1969-12-31 23:59' },
      ['ends_at', 'starts_at'],
    ],
    ['a year that is too late', { ends_at: '3000-01-01 00:00', time_zone: 'America/New_York' }, ['ends_at']],
    ['an hour that is not there', { ends_at: '2030-02-20 24:01' }, ['ends_at']],
    ['words', { starts_at: 'tomorrow', ends_at: 'never' }, ['ends_at', 'starts_at']],
    ['an hour that summer time skips', { starts_at: '2030-03-10 02:30', time_zone: 'America/New_York' }, ['starts_at']],
    ['no zone of this world', { starts_at: '2030-01-01 00:00', time_zone: 'Mars/Olympus' }, ['time_zone']],
    ['an offset for a zone', { time_zone: '+09:00' }, ['time_zone']],
  ])('is told beside the field about %s, in either language', async (_, hours: Record<string, string>, fields) => {
    const before = await admin.rows('coupons');
    const english = { origin: server.baseUrl, cookie: `${admin.client.cookies.header().cookie}; admin_language=en` };
    const path = '/resources/coupons/actions/new';
    for (const headers of [undefined, english]) {
      const answer = await admin.post(path, { ...TERMS, ...hours }, headers);
      expectRefusal(answer, 400, 'INVALID');
      const { errors, params } = answer.json<PanelAnswer>().record;
      expect(Object.keys(errors).sort()).toEqual(fields);
      for (const { message } of Object.values(errors)) expect(message).toMatch(headers ? /^[ -~]+$/ : /[가-힣]/);
      expect(params).toMatchObject(hours);
    }
    expect(await admin.rows('coupons')).toEqual(before);
  });

  it.each(['starts_at', 'ends_at'])('is refused a year long ago as %s', async (field) => {
    const id = await created(HOURS);
    for (const time_zone of ['America/New_York', 'Asia/Seoul', 'Europe/Amsterdam', 'Africa/Monrovia', 'UTC']) {
      for (const day of ['1000-01-01', '1582-10-10', '1883-11-18', '1969-12-31']) {
        const answer = await (await admin.openForm('coupons', id))({ [field]: `${day} 12:00`, time_zone });
        expectRefusal(answer, 400, 'INVALID');
        expect(Object.keys(answer.json<PanelAnswer>().record.errors)).toEqual([field]);
      }
    }
    expect((await admin.row('coupons', id)).params).toMatchObject(HOURS);
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Africa/Monrovia'])(
    'may write the first and the last minute of all by the clocks of %s',
    async (time_zone) => {
      const widest = { starts_at: '1970-01-01 00:00', ends_at: '2999-12-31 23:59', time_zone };
      const id = await created(widest);
      expect((await admin.row('coupons', id)).params).toMatchObject({ ...widest, state: 'running' });
      const save = await admin.openForm('coupons', id);
      expect((await save({ time_zone: 'UTC' })).json<PanelAnswer>().notice?.type).toBe('success');
      expect(await instants(id)).toEqual(['1970-01-01T00:00:00.000Z', '2999-12-31T23:59:00.000Z']);
    },
  );

  it('means the first of the two hours that the end of summer time brings', async () => {
    const id = await created({ starts_at: '2030-11-03 01:30', time_zone: 'America/New_York' });
    expect(await instants(id)).toEqual(['2030-11-03T05:30:00.000Z', null]);
  });
});
