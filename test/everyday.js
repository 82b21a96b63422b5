/**
 * What `npm test` runs: the unit tests, and of the end-to-end tests those of the main behaviour: accounts, works, issuing and that it is
 * exact, transactions, the event page, the panel. `npm run test:all` also runs faults, floods, limits, browsers, nginx, several
 * processes, imports and starts, and takes three quarters of an hour.
 */
export const everyday = [
  'src',
  'eslint',
  'bench',
  'test/services',
  'test/account.e2e-spec.ts',
  'test/admin.e2e-spec.ts',
  'test/admin-access.e2e-spec.ts',
  'test/admin-ledger.e2e-spec.ts',
  'test/coupon.e2e-spec.ts',
  'test/event-page.e2e-spec.ts',
  'test/event-paths.e2e-spec.ts',
  'test/event-press-refused.e2e-spec.ts',
  'test/exact.e2e-spec.ts',
  'test/hostile-input.e2e-spec.ts',
  'test/issue.e2e-spec.ts',
  'test/issue-batch.e2e-spec.ts',
  'test/pages.e2e-spec.ts',
  'test/press-paths.e2e-spec.ts',
  'test/refusals.spec.ts',
  'test/schema.e2e-spec.ts',
  'test/single-statement.e2e-spec.ts',
  'test/transactions.e2e-spec.ts',
  'test/work.e2e-spec.ts',
];
