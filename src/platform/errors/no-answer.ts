import { unavailable } from './unavailable.js';

/** Longest wait for a transaction. After that, its request is told that the outcome is unknown. */
export const MAX_TRANSACTION_MS = 10_000;

export const noAnswer = (): ReturnType<typeof unavailable> => unavailable({ kind: 'timeout', driverCode: 'NO_ANSWER' });
