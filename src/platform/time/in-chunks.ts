import { setImmediate as nextTurn } from 'node:timers/promises';

/** Calls `act` for each item, and yields to the event loop after every `size` items so that other requests proceed. */
export async function inChunks<T>(items: Iterable<T>, act: (item: T) => void, size = 500): Promise<void> {
  let done = 0;
  for (const item of items) {
    act(item);
    if (++done % size === 0) await nextTurn();
  }
}
