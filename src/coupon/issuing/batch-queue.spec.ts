import { jest } from '@jest/globals';
import { DomainError } from '../../platform/errors/domain-error.js';
import { BatchQueue } from './batch-queue.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('A queue of presses', () => {
  /** The batches that came to be settled, in order. */
  let batches: (readonly number[])[];
  let forgotten: number;
  /** Settles a batch; replaced where a test wants to hold it up or make it fail. */
  let settle: (presses: readonly number[]) => Promise<readonly string[]>;
  let queue: BatchQueue<number, string>;

  beforeEach(() => {
    batches = [];
    forgotten = 0;
    settle = (presses) => Promise.resolve(presses.map((press) => `code ${press}`));
    queue = new BatchQueue(
      (presses) => {
        batches.push(presses);
        return settle(presses);
      },
      () => (forgotten += 1),
    );
  });

  it('settles presses of one turn together, in their order', async () => {
    const answers = await Promise.all([3, 1, 2].map((press) => queue.add(press)));
    expect(batches).toEqual([[3, 1, 2]]);
    expect(answers).toEqual(['code 3', 'code 1', 'code 2']);
  });

  it('does not hold a lone press back', async () => {
    const answer = queue.add(7);
    await turn();
    expect(batches).toEqual([[7]]);
    await expect(answer).resolves.toBe('code 7');
  });

  it('gathers what arrives while a batch is under way into the next one', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const quick = settle;
    settle = (presses) => held.then(() => quick(presses));
    const first = queue.add(1);
    await turn();
    const rest = [queue.add(2), queue.add(3)];
    await turn();
    expect(batches).toEqual([[1]]);
    release();
    await Promise.all([first, ...rest]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('never makes a batch larger than 256', async () => {
    await Promise.all(Array.from({ length: 600 }, (_, press) => queue.add(press)));
    expect(batches.map(({ length }) => length)).toEqual([256, 256, 88]);
    expect(batches.flat()).toEqual(Array.from({ length: 600 }, (_, press) => press));
  });

  it('refuses a press when ten thousand wait, and loses none of those', async () => {
    const waiting = Array.from({ length: 10_000 }, (_, press) => queue.add(press));
    await expect(queue.add(10_001)).rejects.toMatchObject({ code: 'OVERLOADED' });
    await expect(Promise.all(waiting)).resolves.toHaveLength(10_000);
  });

  it('settles a failed batch press by press, so that one bad press fails alone', async () => {
    const quick = settle;
    settle = (presses) => (presses.includes(2) ? Promise.reject(new Error('bad')) : quick(presses));
    const answers = await Promise.allSettled([1, 2, 3].map((press) => queue.add(press)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it('does not try again what may have been done: an unknown outcome is told to everybody', async () => {
    settle = () => Promise.reject(new DomainError('UNAVAILABLE', 'unavailable', {}));
    const answers = await Promise.allSettled([queue.add(1), queue.add(2)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(batches).toEqual([[1, 2]]);
  });

  it('keeps nobody waiting for another batch who waited long for one that failed', async () => {
    const clock = jest.spyOn(performance, 'now');
    const at = (milliseconds: number): unknown => clock.mockReturnValue(milliseconds);
    let fail = (): void => undefined;
    const held = new Promise<never>((_, reject) => {
      fail = () => reject(new DomainError('UNAVAILABLE', 'unavailable', {}));
    });
    const quick = settle;
    settle = (presses) => (presses.includes(1) ? held : quick(presses));
    at(0);
    const first = queue.add(1);
    await turn();
    const patient = queue.add(2);
    at(2_900);
    const late = queue.add(3);
    at(3_000);
    fail();
    const answers = await Promise.allSettled([first, patient, late]);
    clock.mockRestore();
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[1], [3]]);
  });

  it('says when it may be forgotten', async () => {
    await Promise.all([queue.add(1), queue.add(2)]);
    await turn();
    expect(forgotten).toBe(1);
  });
});
