import { setImmediate as nextTurn } from 'node:timers/promises';

/** Goes through many items on this thread, and lets other requests be answered after each `size` of them. */
export async function inChunks<T>(items: Iterable<T>, act: (item: T) => void, size = 500): Promise<void> {
  let done = 0;
  for (const item of items) {
    act(item);
    if (++done % size === 0) await nextTurn();
  }
}
