import type { Act } from '../../platform/audit-log/act.js';

/** @param count the number of works that were added */
export const importOf = (count: number): Act => ({
  action: 'import-works',
  target: { kind: 'list', title: 'works' },
  changes: { works: [null, count] },
});
