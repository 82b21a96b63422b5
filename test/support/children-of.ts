import { readFileSync } from 'node:fs';

/** @returns the ids of the processes that this process started */
export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
