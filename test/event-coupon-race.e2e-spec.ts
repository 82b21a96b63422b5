import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { allAtOnce, holdRows, waitingForLock } from './faults/held-lock.js';
import type { Answer } from './support/answer.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const ROUNDS = 4;

/** On PostgreSQL, a transaction that has read and now writes waits until this lock is released. */
const GATE = 4711;
const GATED = ['coupon', 'event_page'];

onEachDatabase('Two operators who change the event page’s coupon', (kind) => {
  let server: RunningServer;
  let panelClient: PanelClient;
  let ids: readonly [spring: number, summer: number, autumn: number];

  beforeAll(async () => {
    server = await startServer({ database: kind });
    panelClient = await operator(server);
    if (kind === 'sqlite') return;
    await server.database.execute(`CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${GATE}); RETURN coalesce(NEW, OLD); END $$`);
    for (const table of GATED) {
      const when = `BEFORE UPDATE OR DELETE ON "${table}" FOR EACH ROW`;
      await server.database.execute(`CREATE TRIGGER gate ${when} EXECUTE FUNCTION gate()`);
    }
  });

  async function begin(): Promise<void> {
    for (const table of ['stock_movement', 'coupon']) await server.database.execute(`DELETE FROM "${table}"`);
    ids = [
      await aCoupon(server.database, { name: '봄 쿠폰' }),
      await aCoupon(server.database, { name: '여름 쿠폰' }),
      await aCoupon(server.database, { name: '가을 쿠폰' }),
    ];
  }

  /** Each has read whatever it reads without the other's lock before the first of them commits. */
  async function atOnce(first: () => Promise<Answer>, second: () => Promise<Answer>): Promise<Answer[]> {
    const release =
      kind === 'postgres'
        ? await holdRows(server.database, `pg_advisory_xact_lock(${GATE})`)
        : await holdRows(server.database, '"event_page"');
    const answers: Promise<Answer>[] = [];
    for (const [place, ask] of [first, second].entries()) {
      answers.push(ask());
      if (kind === 'postgres') await waitingForLock(server.database, place + 1);
      // The panel's reads come one after the other.
      else await panelClient.rows('coupons');
    }
    await release();
    return Promise.all(answers);
  }

  const act = (id: number, action: string, told?: number) => (): Promise<Answer> =>
    panelClient.act('coupons', id, action, told === undefined ? {} : { confirmed: `${told}` });

  /** On SQLite nobody can tell who gets the file first. */
  function expectFirst(answers: readonly Answer[], onPage: string): Promise<void> {
    const outcomes = answers.map((answer) => (answer.status === 200 ? 'done' : answer.json<PanelAnswer>().code));
    if (kind === 'postgres') expect(outcomes).toEqual(['done', 'ON_EVENT_PAGE']);
    else expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    return kind === 'postgres' ? expect(shown()).resolves.toBe(onPage) : Promise.resolve();
  }

  const shown = async (): Promise<string | undefined> =>
    (await panelClient.rows('coupons')).find(({ params }) => params['on_event_page'] === 'true')?.title;

  it.each(['hide', 'delete'])('both %s: the second one is shown what the page shows by then', async (action) => {
    for (let round = 0; round < ROUNDS; round++) {
      await begin();
      const [spring, summer] = ids;
      const answers = await atOnce(act(spring, action, summer), act(summer, action));
      await expectFirst(answers, '여름 쿠폰');
    }
  });

  it('confirm again when the coupon that would follow was hidden meanwhile', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await begin();
      const [spring, summer, autumn] = ids;
      const answers = await atOnce(act(summer, 'hide'), act(spring, 'delete', summer));
      await expectFirst(answers, '봄 쿠폰');
      if (kind === 'postgres') expect(answers[1]!.json()).toMatchObject({ follows: autumn });
    }
  });

  it('select and hide: the selected coupon stays', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await begin();
      const [, summer] = ids;
      const answers = await atOnce(act(summer, 'putOnEventPage'), act(summer, 'hide'));
      await expectFirst(answers, '여름 쿠폰');
    }
  });

  it('select, hide and show again in large numbers without a deadlock', async () => {
    await begin();
    const actions = ['putOnEventPage', 'hide', 'unhide', 'putOnEventPage', 'pause', 'adjustStock'];
    const asks = actions.flatMap((action) => ids.map((id) => panelClient.act('coupons', id, action, { delta: '1' })));
    const statuses = (await Promise.all([...asks, ...asks])).map(({ status }) => status);
    expect(statuses.filter((status) => ![200, 409].includes(status))).toEqual([]);
    const [row] = await server.database.rows<{ deadlocks: string }>(
      kind === 'postgres'
        ? 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()'
        : 'SELECT 0 AS deadlocks',
    );
    expect(Number(row!.deadlocks)).toBe(0);
  });

  // On SQLite there is one lock for the whole file.
  if (kind === 'postgres') {
    it.each(['putOnEventPage', 'hide'])('wait for the page before they lock a coupon (%s)', async (action) => {
      await begin();
      const [spring] = ids;
      const release = await holdRows(server.database, '"event_page"');
      const answer = act(spring, action)();
      await waitingForLock(server.database, 1);
      const free = await server.database.rows('SELECT "id" FROM "coupon" WHERE "id" = $1 FOR UPDATE SKIP LOCKED', [
        spring,
      ]);
      await release();
      expect(free).toHaveLength(1);
      expect([200, 409]).toContain((await answer).status);
    });
  }

  it('delete several coupons of which one is kept: the kept one follows on the page', async () => {
    await begin();
    const [spring, summer, autumn] = ids;
    const holder = await aHolding(summer);
    const bulk = (told: number): Promise<Answer> =>
      panelClient.post(`/resources/coupons/bulk/bulkDelete?recordIds=${spring},${summer}`, { confirmed: `${told}` });
    expect((await bulk(autumn)).json()).toMatchObject({ code: 'ON_EVENT_PAGE', follows: summer });
    expect((await bulk(summer)).json<PanelAnswer>().notice?.options).toMatchObject({ removed: 1, kept: 1 });
    expect(await shown()).toBe('여름 쿠폰');
    await server.database.execute('DELETE FROM "coupon_user" WHERE "id" = $1', [holder]);
  });

  async function aHolding(coupon: number): Promise<number> {
    const work = await aWork(server.database);
    const answer = await panelClient.client.post('/couponuser/', { coupon, work });
    return answer.json<{ id: number }>().id;
  }

  it.each(['coupons', 'works'])('delete the same %s: each is shown only what its own request deleted', async (what) => {
    await begin();
    const works = [await aWork(server.database), await aWork(server.database), await aWork(server.database)];
    const rows = what === 'coupons' ? ids : works;
    const table = what === 'coupons' ? 'coupon' : 'work';
    const path = `/resources/${what}/bulk/bulkDelete?recordIds=${rows.join()}`;
    const ask = (): Promise<Answer> => panelClient.post(path, { confirmed: '0' });
    const held = `"${table}" WHERE "id" IN (${rows.join()})`;
    const answers = await allAtOnce(server.database, held, [ask, ask], () => panelClient.rows('coupons'));
    const told = answers.map((answer) => answer.json<PanelAnswer>().notice!.options!);
    const sum = (name: string): number => told.reduce((all, one) => all + Number(one[name] ?? 0), 0);
    expect([sum('removed') + sum('count'), sum('gone')]).toEqual([3, 3]);
    expect(await countOf(server.database, table, `"id" IN (${rows.join()})`)).toBe(0);
    const late = (await panelClient.post(path)).json<PanelAnswer>().notice;
    expect(late).toMatchObject({ message: 'bulkDeletedSomeGone', options: { removed: 0, gone: 3 } });
  });
});
