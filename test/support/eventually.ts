import { setTimeout as delay } from 'node:timers/promises';

const MAX_MS = 10_000;
const EVERY_MS = 25;

/** Asks until the answer is as wished, and gives it; the last answer when that takes too long, for the test to judge. */
export async function eventually<T>(ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T> {
  const giveUpAt = performance.now() + MAX_MS;
  for (;;) {
    const answer = await ask();
    if (wished(answer) || performance.now() > giveUpAt) return answer;
    await delay(EVERY_MS);
  }
}
