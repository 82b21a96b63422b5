import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { networkKeys } from '../../throttle/address-key.js';
import { RequestQueue } from './request-queue.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const connection = () => ({
  destroyed: false,
  destroy() {
    this.destroyed = true;
  },
});

describe('RequestQueue', () => {
  const started: string[] = [];

  function enter(queue: RequestQueue, name: string, socket = connection(), complete = true) {
    const response = new EventEmitter();
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

  it('is full until a response has ended', async () => {
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

  it('ends, when it is full, the oldest request whose body is incomplete after a second', async () => {
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

  it('removes a request whose connection closes before its turn', async () => {
    const queue = new RequestQueue(1);
    enter(queue, 'a').response.emit('close');
    expect([1, 2].map(() => enter(queue, 'b').entered)).toEqual([true, false]);
    for (let turns = 0; turns < 3; turns++) await turn();
    expect(started).toEqual(['b']);
  });
});

describe('RequestQueue with client addresses', () => {
  const request = () => ({ socket: connection(), complete: true }) as unknown as IncomingMessage;
  const response = () => new EventEmitter() as unknown as ServerResponse;
  const enter = (queue: RequestQueue, address: string, one = request()): boolean =>
    queue.enter(one, response(), () => undefined, networkKeys(address));

  /** Sends 100 requests from each address, alternately. @returns the number of admitted requests of each */
  function entered(queue: RequestQueue, ...addresses: string[]): number[] {
    const counts = addresses.map(() => 0);
    for (let round = 0; round < 100; round++) {
      for (const [index, address] of addresses.entries()) counts[index]! += Number(enter(queue, address));
    }
    return counts;
  }

  it('admits from one address as many requests as there are free places: half of the queue if it is alone', () => {
    const queue = new RequestQueue(60);
    expect(entered(queue, '192.0.2.1')).toEqual([30]);
    expect(entered(queue, '192.0.2.1', '192.0.2.2')).toEqual([0, 15]);
    expect(enter(queue, '192.0.2.3')).toBe(true);
    expect(entered(new RequestQueue(60), '192.0.2.1', '192.0.2.2')).toEqual([20, 20]);
  });

  it('counts an IPv6 /64 as one address, and admits twice as many from a /56, four times as many from a /48', () => {
    const households = Array.from({ length: 60 }, (_, index) => `2001:db8:1:${index}00::1`);
    expect(entered(new RequestQueue(60), '2001:db8::1', '2001:db8::2')).toEqual([15, 15]);
    expect(sum(entered(new RequestQueue(60), '2001:db8:1:1::1', '2001:db8:1:2::1', '2001:db8:1:3::1'))).toBe(40);
    expect(sum(entered(new RequestQueue(60), ...households))).toBe(48);
  });

  it('frees a place when its response ends', () => {
    const queue = new RequestQueue(2);
    const first = response();
    queue.enter(request(), first, () => undefined, ['192.0.2.1']);
    expect(enter(queue, '192.0.2.1')).toBe(false);
    first.emit('close');
    expect(enter(queue, '192.0.2.1')).toBe(true);
  });

  it('never ends a slow request in favour of an address that holds more places', () => {
    let now = 0;
    const queue = new RequestQueue(6, () => now);
    const [few, many] = [1, 2].map(() => Object.assign(request(), { complete: false }));
    enter(queue, '192.0.2.1', few);
    enter(queue, '192.0.2.2', many);
    enter(queue, '192.0.2.2');
    now = 5_000;
    expect(entered(queue, '192.0.2.2')).toEqual([2]);
    expect([few!.socket.destroyed, many!.socket.destroyed]).toEqual([false, true]);
  });
});

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
