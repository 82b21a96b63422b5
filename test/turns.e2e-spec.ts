import type { Press } from '../src/coupon/issuing/press.js';
import { aCoupon } from './builders/coupons.js';
import { memberRow } from './builders/member-row.js';
import { aWork } from './builders/works.js';
import { Application } from './support/application.js';
import { issueTogether } from './support/issuing.js';
import { onPostgres } from './support/on-each-database.js';
import { insertRow } from './support/test-database.js';

const PROCESSES = 3;
const MEMBERS = 60;
// A process lets 10,000 presses wait for one coupon.
const WORKS = 500;
const ROUNDS = 6;

onPostgres('Three processes on one PostgreSQL that all have presses waiting for one coupon', threeProcesses);

function threeProcesses(): void {
  it('take turns: each writes every third batch', async () => {
    const first = await Application.start('postgres');
    const { database } = first;
    const others = await Promise.all([1, 2].map(() => Application.start(database)));
    const applications = [first, ...others];
    const workIds: number[] = [];
    for (let work = 0; work < WORKS; work++) workIds.push(await aWork(database));
    const row = await memberRow('no-hash-is-compared-7');
    const processByMember = new Map<number, number>();
    for (let member = 0; member < MEMBERS; member++) {
      const id = await insertRow(database, 'user', row(`turns-${member}@example.com`));
      processByMember.set(id, member % PROCESSES);
    }

    const turns: boolean[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const couponId = await aCoupon(database, { count: 100_000 });
      const answers = await Promise.all(
        applications.map((application, process) => {
          const userIds = [...processByMember.keys()].filter((id) => processByMember.get(id) === process);
          const presses = workIds.flatMap((workId) => userIds.map((userId): Press => ({ couponId, workId, userId })));
          return issueTogether(application, presses);
        }),
      );
      expect(answers.flat().filter(({ code }) => code)).toHaveLength(MEMBERS * WORKS);
      const batches = await database.rows<{ member: number }>(
        `SELECT min("user_id") AS "member" FROM "coupon_user" WHERE "coupon_id" = $1 GROUP BY "xmin" ORDER BY min("id")`,
        [couponId],
      );
      turns.push(...fairTurns(batches.map(({ member }) => processByMember.get(member)!)));
    }
    expect(turns.length).toBeGreaterThan(15 * ROUNDS);
    expect(turns.filter(Boolean).length / turns.length).toBeGreaterThan(0.9);
  });
}

/** For each three consecutive batches, while all processes have presses waiting: whether each process wrote one of them. */
function fairTurns(processes: readonly number[]): boolean[] {
  const lasts = [...Array(PROCESSES).keys()].map((process) => processes.lastIndexOf(process));
  const firsts = [...Array(PROCESSES).keys()].map((process) => processes.indexOf(process));
  const together = processes.slice(Math.max(...firsts), Math.min(...lasts) + 1);
  return together.slice(2).map((process, at) => new Set([process, together[at], together[at + 1]]).size === PROCESSES);
}
