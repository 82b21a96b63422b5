import type { PressResult } from '../live/press-counts.js';
import type { IssueResult } from './batch-program.js';

const CLOSED = { 'not-started': 'NOT_STARTED', ended: 'ENDED', paused: 'PAUSED' } as const;

/** The result of a press in the live view: `ISSUED`, or the code of its refusal, as `refusalOf` sends it. */
export function pressResult(result: IssueResult): PressResult {
  switch (result.kind) {
    case 'issued':
      return 'ISSUED';
    case 'held':
      return result.row.revokedAt ? 'REVOKED' : 'ALREADY_ISSUED';
    case 'missing':
      return 'DOES_NOT_EXIST';
    case 'closed':
      return CLOSED[result.why];
    case 'sold-out':
      return 'SOLD_OUT';
  }
}
