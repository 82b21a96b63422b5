import type { Answer } from '../support/answer.js';
import { SECRET_KEY } from '../support/crowd.js';
import type { Client } from '../support/client.js';
import { member } from '../support/members.js';
import { operator, type PanelAnswer } from '../support/panel-client.js';
import { ended, started } from '../support/revoking.js';
import { startServer } from '../support/server.js';
import { SqliteDatabase } from '../support/sqlite-database.js';
import { aCoupon } from './coupons.js';
import { aWork } from './works.js';

/** Texts that a careless copy changes. */
const TITLES = ['봄봄 🌸👩‍👩‍👧', `it's "quoted", {a,NULL} \\n \\ %s`, 'NULL', 'e\u0301 and é', ' spaces  \n\t'];

const TERMS = { name: '겨울 “쿠폰” ❄️', discount_amount: '3000', discount_rate: '0', count: '50' };
/** Of no coupon: the other tests count the valid ones. */
const NO_CODE = 'AAAAAAAA';

const HOURS = { starts_at: '2020-07-01 12:00', ends_at: '2099-07-02 00:00', time_zone: 'America/New_York' };

export type WholeDatabase = {
  readonly database: SqliteDatabase;
  /** On the event page, and running. */
  readonly coupon: number;
  readonly works: readonly number[];
  /** The id of a work that was deleted. */
  readonly deletedWork: number;
  /** Logged in. Each has a coupon for the first two works, of which one is used and one is revoked. */
  readonly holders: readonly Client[];
};

async function accepted(sent: Promise<Answer>): Promise<PanelAnswer> {
  const answer = await sent;
  const told = answer.json<PanelAnswer>();
  if (told.notice?.type !== 'success') throw new Error(answer.text);
  return told;
}

/** An SQLite database with rows in all tables, written by a service that was stopped. */
export async function wholeDatabase(): Promise<WholeDatabase> {
  const database = new SqliteDatabase();
  const server = await startServer({ database, env: { SECRET_KEY } });
  const panel = await operator(server);
  const works: number[] = [];
  for (const title of TITLES) works.push(await aWork(database, title));
  const deletedWork = await aWork(database);
  await database.execute('DELETE FROM "work" WHERE "id" = $1', [deletedWork]);

  const hidden = await aCoupon(database, { name: '숨긴 쿠폰', is_hidden: true, paused: true, discount_rate: 15 });
  const created = await accepted(panel.create('coupons', { ...TERMS, ...HOURS, request_key: 'created-once' }));
  const coupon = created.record.id;
  await accepted(panel.act('coupons', coupon, 'putOnEventPage'));
  await accepted(
    panel.act('coupons', coupon, 'adjustStock', { delta: '7', reason: `추가 "7" 😀`, request_key: 'adjusted-once' }),
  );

  const holders: Client[] = [];
  for (let holder = 0; holder < 3; holder++) {
    const client = await member(server);
    for (const work of works.slice(0, 2)) {
      const { status, text } = await client.post('/couponuser/', { coupon, work });
      if (status !== 201) throw new Error(text);
    }
    holders.push(client);
  }
  const refused = await holders[0]!.post('/couponuser/', { coupon: hidden, work: works[0] });
  if (refused.status !== 400) throw new Error(refused.text);
  const [used, revoked] = await panel.rows('issued-coupons');
  await accepted(panel.act('issued-coupons', used!.id, 'markUsed'));
  await accepted(panel.act('issued-coupons', revoked!.id, 'revoke'));
  await ended(panel, await started(panel, `filters.code=${NO_CODE}`, { returns_units: 'false' }));

  await server.stop();
  // The test's connection is open, so the service did not empty the log.
  await database.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  return { database, coupon, works, deletedWork, holders };
}
