import type { FindMatching } from '../../src/coupon/issued/revocation/revocation-runner.service.js';
import type { RevocationService } from '../../src/coupon/issued/revocation/revocation.service.js';
import { BY } from '../builders/actors.js';
import { aSoldCoupon } from '../builders/sold-coupon.js';
import { Application } from '../support/application.js';
import { eventually } from '../support/eventually.js';
import { onEachDatabase } from '../support/on-each-database.js';
import { countOf } from '../support/test-database.js';

const EVENTS = 45;

/** Of all issued coupons. */
const REVOCATION = {
  ...{ filters: [], returnsUnits: true, reason: '고객 요청', by: BY },
  ...{ requestKey: null, expected: null, upTo: undefined },
};

type Runner = {
  run(findMatching: FindMatching): void;
  wake(): void;
  onModuleDestroy(): Promise<void>;
  /** Private in the service. */
  pause(tookMs: number): Promise<void>;
};

onEachDatabase('RevocationRunnerService', (kind) => {
  it(`locks 20 events at once at most, and revokes the coupons of ${EVENTS}`, async () => {
    const application = await Application.start(kind);
    const { database } = application;
    for (let event = 0; event < EVENTS; event++) await aSoldCoupon(database, { issued: 1 });
    const locked = await application.run(async ({ get }, revocation) => {
      const revocations = get<RevocationService>('RevocationService');
      const events: number[] = [];
      const advance = revocations.advance.bind(revocations);
      const ended = new Promise<void>((resolve) => {
        const end = revocations.end.bind(revocations);
        revocations.end = (...how) => end(...how).finally(resolve);
      });
      revocations.advance = (id, worker, rows) => {
        events.push(new Set(rows.map(({ couponId }) => couponId)).size);
        return advance(id, worker, rows);
      };
      await revocations.start(revocation);
      get<Runner>('RevocationRunnerService').wake();
      await ended;
      return events;
    }, REVOCATION);
    expect(locked).toEqual([20, 20, 5]);
    expect(await countOf(database, 'coupon_user', 'revoked_at IS NOT NULL')).toBe(EVENTS);
  });

  it('pauses after each page, also after one without rows', async () => {
    const application = await Application.start(kind);
    await aSoldCoupon(application.database, { issued: 1 });
    const steps = await application.run(async ({ get }, revocation) => {
      const [runner, revocations] = [
        get<Runner>('RevocationRunnerService'),
        get<RevocationService>('RevocationService'),
      ];
      const done: string[] = [];
      const pause = runner.pause.bind(runner);
      runner.pause = (tookMs) => {
        done.push('pause');
        return pause(tookMs);
      };
      const ended = new Promise<void>((resolve) => {
        runner.run(async function* () {
          for (let page = 0; page < 3; page++) {
            done.push('page');
            yield await Promise.resolve([]);
          }
          resolve();
        });
      });
      await revocations.start(revocation);
      runner.wake();
      await ended;
      return done;
    }, REVOCATION);
    expect(steps).toEqual(['page', 'pause', 'page', 'pause', 'page', 'pause']);
    const running = (): Promise<number> => countOf(application.database, 'revocation', `"state" = 'running'`);
    expect(await eventually(running, (count) => count === 0)).toBe(0);
  });

  it('lets a stop wait for the page that is read', async () => {
    const steps = await (
      await Application.start(kind)
    ).run(async ({ get }, revocation) => {
      const runner = get<Runner>('RevocationRunnerService');
      const done: string[] = [];
      let release = (): void => undefined;
      const read = new Promise<void>((resolve) => (release = resolve));
      const reading = new Promise<void>((resolve) => {
        runner.run(async function* () {
          resolve();
          await read;
          done.push('page');
          yield [];
        });
      });
      await get<RevocationService>('RevocationService').start(revocation);
      runner.wake();
      await reading;
      const stopped = runner.onModuleDestroy().then(() => done.push('stopped'));
      await new Promise((resolve) => setImmediate(resolve));
      release();
      await stopped;
      return done;
    }, REVOCATION);
    expect(steps).toEqual(['page', 'stopped']);
  });

  it('lets a stop wait for a page 4 seconds at most', async () => {
    const stopped = await (
      await Application.start(kind)
    ).run(async ({ get }, revocation) => {
      const { mock } = process.getBuiltinModule('node:test');
      const { syncBuiltinESMExports } = process.getBuiltinModule('node:module');
      const runner = get<Runner>('RevocationRunnerService');
      const reading = new Promise<void>((resolve) => {
        runner.run(async function* () {
          resolve();
          yield await new Promise<never>(() => undefined);
        });
      });
      await get<RevocationService>('RevocationService').start(revocation);
      runner.wake();
      await reading;
      mock.timers.enable({ apis: ['setTimeout'] });
      // The service has imported the function by its name.
      syncBuiltinESMExports();
      let isStopped = false;
      void runner.onModuleDestroy().then(() => (isStopped = true));
      const states: boolean[] = [];
      for (const ms of [3_999, 1]) {
        mock.timers.tick(ms);
        await new Promise((resolve) => setImmediate(resolve));
        states.push(isStopped);
      }
      return states;
    }, REVOCATION);
    expect(stopped).toEqual([false, true]);
  });
});
