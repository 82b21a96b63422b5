import { jest } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { networkKeys } from '../../throttle/address-key.js';
import { StandingQueue } from '../overload/standing-queue.js';
import type { QueueName } from '../routes/route.decorators.js';
import { ExpressQueues } from './express-queues.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('ExpressQueues', () => {
  /** The header `From` stands for the cookie and the address of the client. */
  const queues = (pressQueue = new StandingQueue()) =>
    new ExpressQueues(
      {
        networks: ({ headers }) => networkKeys(headers.from),
        operator: ({ headers }) =>
          Promise.resolve(headers.from?.includes('role') ? headers.from.split(', ') : undefined),
      },
      {
        files: new Set(['/static/toodat.css']),
        posts: new Map<string, QueueName>([
          ['/account/login', 'logins'],
          ['/login-page', 'logins'],
          ['/account/signup', 'logins'],
          ['/signup-page', 'logins'],
          ['/password-page', 'logins'],
          ['/event', 'presses'],
          ['/couponuser', 'presses'],
        ]),
        panel: '/admin',
      },
      pressQueue,
    );

  /** Sends requests that do not end. @returns the numbers of started and of refused requests */
  async function send(to: ExpressQueues, count: number, method: string, url: string, from: string, isGone = false) {
    const outcome = { started: 0, refused: 0 };
    for (let sent = 0; sent < count; sent++) {
      const request = { method, url, headers: { from }, complete: true } as IncomingMessage;
      const response = Object.assign(new EventEmitter(), { destroyed: false }) as unknown as ServerResponse;
      to.enter(
        request,
        response,
        () => (outcome.started += 1),
        () => (outcome.refused += 1),
      );
      if (isGone) Object.assign(response, { destroyed: true }).emit('close');
    }
    while (!isGone && outcome.started + outcome.refused < count) await turn();
    return outcome;
  }

  it('start requests of an operator to the panel behind any number of requests of members', async () => {
    const to = queues();
    expect(await send(to, 200, 'GET', '/admin/', '192.0.2.1')).toEqual({ started: 128, refused: 72 });
    expect(await send(to, 200, 'GET', '/admin/', '192.0.2.2')).toEqual({ started: 64, refused: 136 });
    expect(await send(to, 40, 'GET', '/admin/api/dashboard', 'account 1, role owner')).toMatchObject({ started: 32 });
  });

  it('leave places for every role behind any number of requests of accounts with other roles', async () => {
    const to = queues();
    const started: number[] = [];
    for (const role of ['support', 'operator', 'owner']) {
      let ofRole = 0;
      for (let id = 1; id <= 40; id++) {
        ofRole += (await send(to, 40, 'GET', '/admin/', `account ${role} ${id}, role ${role}`)).started;
      }
      started.push(ofRole);
    }
    expect(started).toEqual([43, 14, 5]);
  });

  it('let presses wait behind those on the fast path, and no other request', async () => {
    const pressQueue = new StandingQueue();
    const wait = jest.spyOn(pressQueue, 'enter').mockImplementation(() => undefined);
    const outcome = { started: 0, refused: 0 };
    const to = queues(pressQueue);
    for (const [method, url] of [
      ['POST', '/couponuser/?a'],
      ['POST', '/event/'],
      ['GET', '/event/'],
      ['POST', '/account/login/'],
    ] as const)
      void send(to, 1, method, url, '192.0.2.1').then(({ started }) => (outcome.started += started));
    await turn();
    await turn();
    expect(wait).toHaveBeenCalledTimes(2);
    expect(outcome.started).toBe(2);
  });

  it('hold no place for a request to the panel whose connection closed during the look-up of the operator', async () => {
    const to = queues();
    await send(to, 300, 'GET', '/admin/', 'account 1, role owner', true);
    expect(await send(to, 32, 'GET', '/admin/', 'account 1, role owner')).toEqual({ started: 32, refused: 0 });
  });

  it.each([
    ['log in', 'POST', '/account/login/', '/login-page/'],
    ['see pages', 'GET', '/login-page/', '/signup-page/'],
    ['press', 'POST', '/event/', '/couponuser'],
  ])('let other addresses %s behind any number of such requests of one address', async (_, method, path, otherPath) => {
    const to = queues();
    expect(await send(to, 300, method, path, '192.0.2.1')).toEqual({ started: 128, refused: 172 });
    expect(await send(to, 20, method, otherPath, '192.0.2.2')).toEqual({ started: 20, refused: 0 });
  });

  it('do not limit requests for existing files, and treat those for other files as requests for pages', async () => {
    const to = queues();
    expect(await send(to, 600, 'GET', '/static/toodat.css?1', '192.0.2.1')).toEqual({ started: 600, refused: 0 });
    for (const folder of ['/static', '/admin/assets'])
      expect(await send(queues(), 300, 'GET', `${folder}/nothing.css`, '192.0.2.1')).toMatchObject({ refused: 172 });
  });

  it('start presses and logins behind any number of other requests', async () => {
    const to = queues();
    for (let host = 1; host <= 40; host++) await send(to, 100, 'GET', '/nothing/', `192.0.2.${host}`);
    expect(await send(to, 1, 'GET', '/nothing/', '198.51.100.1')).toEqual({ started: 0, refused: 1 });
    for (const path of ['/event/', '/couponuser/', '/account/login/']) {
      expect(await send(to, 20, 'POST', path, '198.51.100.1')).toEqual({ started: 20, refused: 0 });
    }
  });
});
