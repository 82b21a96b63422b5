import { interrupted } from './rehearsal-refusal.js';

/** @throws RehearsalRefusal as soon as the operator interrupts the command; what `work` does then is ignored */
export async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(interrupted());
    signal.addEventListener('abort', stop);
  });
  try {
    if (signal.aborted) stop();
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
    // The loser of the race is not awaited.
    work.catch(() => undefined);
  }
}
