import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestQueue } from './request-queue.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('A queue of requests', () => {
  const started: string[] = [];
  const connection = () =>
    Object.assign(new EventEmitter(), {
      destroyed: false,
      destroy(this: { destroyed: boolean }) {
        this.destroyed = true;
      },
    });

  function enter(queue: RequestQueue, name: string, socket = connection(), complete = true) {
    const response = Object.assign(new EventEmitter(), { destroyed: false });
    const request = { socket, complete } as unknown as IncomingMessage;
    const entered = queue.enter(request, response as unknown as ServerResponse, () => void started.push(name));
    return { entered, response, socket };
  }

  beforeEach(() => started.splice(0));

  it('starts one in each turn of the event loop, in the order of arrival', async () => {
    const queue = new RequestQueue(3);
    for (const name of ['a', 'b', 'c']) enter(queue, name);
    expect(started).toEqual([]);
    for (const expected of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      await turn();
      expect(started).toEqual(expected);
    }
  });

  it('is full until a response is over', async () => {
    const queue = new RequestQueue(1);
    const { response } = enter(queue, 'a');
    expect(enter(queue, 'b').entered).toBe(false);
    await turn();
    expect(enter(queue, 'b').entered).toBe(false);
    response.emit('close');
    expect(enter(queue, 'b').entered).toBe(true);
    await turn();
    expect(started).toEqual(['a', 'b']);
  });

  it('makes room by ending the oldest request whose body is still not there after a second', async () => {
    let now = 0;
    const queue = new RequestQueue(3, () => now);
    const whole = enter(queue, 'whole').socket;
    const slow = ['slow', 'slower'].map((name) => enter(queue, name, connection(), false).socket);
    now = 999;
    expect(enter(queue, 'too soon').entered).toBe(false);
    now = 1_000;
    expect(enter(queue, 'next').entered).toBe(true);
    expect([whole, ...slow].map(({ destroyed }) => destroyed)).toEqual([false, true, false]);
    expect(enter(queue, 'after it').entered).toBe(true);
    expect(enter(queue, 'refused').entered).toBe(false);
    expect(whole.destroyed).toBe(false);
    for (let turns = 0; turns < 5; turns++) await turn();
    expect(started).toEqual(['whole', 'next', 'after it']);
  });

  it('forgets all requests of a connection that breaks, once', async () => {
    const queue = new RequestQueue(2);
    const socket = connection();
    const { response } = enter(queue, 'a', socket);
    enter(queue, 'b', socket);
    socket.destroyed = true;
    socket.emit('close');
    response.emit('close');
    expect([1, 2, 3].map(() => enter(queue, 'c').entered)).toEqual([true, true, false]);
    for (let turns = 0; turns < 4; turns++) await turn();
    expect(started).toEqual(['c', 'c']);
  });
});
