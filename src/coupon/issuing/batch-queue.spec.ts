import { jest } from '@jest/globals';
import { DomainError } from '../../platform/errors/domain-error.js';
import { BatchQueue } from './batch-queue.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('BatchQueue', () => {
  /** The batches that came to be settled, in order. */
  let batches: (readonly number[])[];
  let forgotten: number;
  /** Settles a batch; replaced where a test wants to hold it up or make it fail. */
  let processBatch: (presses: readonly number[]) => Promise<readonly string[]>;
  let queue: BatchQueue<number, string>;

  beforeEach(() => {
    batches = [];
    forgotten = 0;
    processBatch = (presses) => Promise.resolve(presses.map((press) => `code ${press}`));
    queue = new BatchQueue(
      (presses) => {
        batches.push(presses);
        return processBatch(presses);
      },
      () => (forgotten += 1),
      256,
    );
  });

  it('processes the items of one turn as one batch, in their order', async () => {
    const answers = await Promise.all([3, 1, 2].map((press) => queue.add(press)));
    expect(batches).toEqual([[3, 1, 2]]);
    expect(answers).toEqual(['code 3', 'code 1', 'code 2']);
  });

  it('does not delay a single item', async () => {
    const answer = queue.add(7);
    await turn();
    expect(batches).toEqual([[7]]);
    await expect(answer).resolves.toBe('code 7');
  });

  it('puts the items that arrive during a batch into the next one', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const quick = processBatch;
    processBatch = (presses) => held.then(() => quick(presses));
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

  it('refuses an item when ten thousand wait, and loses none of those', async () => {
    const waiting = Array.from({ length: 10_000 }, (_, press) => queue.add(press));
    await expect(queue.add(10_001)).rejects.toMatchObject({ code: 'OVERLOADED' });
    await expect(Promise.all(waiting)).resolves.toHaveLength(10_000);
  });

  it('retries a failed batch item by item, so that one bad item fails alone', async () => {
    const quick = processBatch;
    processBatch = (presses) => (presses.includes(2) ? Promise.reject(new Error('bad')) : quick(presses));
    const answers = await Promise.allSettled([1, 2, 3].map((press) => queue.add(press)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it('does not retry a batch whose outcome is unknown: every item gets the error', async () => {
    processBatch = () => Promise.reject(new DomainError('UNAVAILABLE', 'unavailable', {}));
    const answers = await Promise.allSettled([queue.add(1), queue.add(2)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(batches).toEqual([[1, 2]]);
  });

  it.each(['UNAVAILABLE', 'OVERLOADED'])(
    'stops retrying item by item at the first %s, which the rest gets too',
    async (code) => {
      const outage = new DomainError(code, 'unavailable', {});
      const quick = processBatch;
      processBatch = (presses) => {
        if (presses.length > 1) return Promise.reject(new Error('bad batch'));
        if (presses[0] === 2) return Promise.reject(new Error('bad item'));
        return presses[0] === 3 ? Promise.reject(outage) : quick(presses);
      };
      const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((press) => queue.add(press)));
      expect(batches).toEqual([[1, 2, 3, 4, 5], [1], [2], [3]]);
      expect(
        answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : (answer.reason as unknown))),
      ).toEqual(['code 1', new Error('bad item'), ...[outage, outage, outage]]);
    },
  );

  it('refuses items that have waited long when a batch fails', async () => {
    const clock = jest.spyOn(performance, 'now');
    const at = (milliseconds: number): unknown => clock.mockReturnValue(milliseconds);
    let fail = (): void => undefined;
    const held = new Promise<never>((_, reject) => {
      fail = () => reject(new DomainError('UNAVAILABLE', 'unavailable', {}));
    });
    const quick = processBatch;
    processBatch = (presses) => (presses.includes(1) ? held : quick(presses));
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

  it('reports that it is empty', async () => {
    await Promise.all([queue.add(1), queue.add(2)]);
    await turn();
    expect(forgotten).toBe(1);
  });
});
