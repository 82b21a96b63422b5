/** Everything that is recorded. */
export const ACTIONS = [
  'log-in',
  'change-password',
  'create-work',
  'edit-work',
  'hide-work',
  'unhide-work',
  'delete-work',
  'import-works',
  'create-coupon',
  'edit-coupon',
  'pause-coupon',
  'resume-coupon',
  'hide-coupon',
  'unhide-coupon',
  'delete-coupon',
  'select-event-coupon',
  'adjust-stock',
  'mark-used',
  'mark-unused',
  'revoke',
  'restore',
  'start-revocation',
  'end-revocation',
  'cancel-revocation',
  'create-admin',
  'set-role',
  'deactivate',
  'activate',
  'start-export',
  'export',
  'case',
  'import-database',
  'move-database',
] as const;

export type Action = (typeof ACTIONS)[number];

export const TARGET_KINDS = ['work', 'coupon', 'issued-coupon', 'member', 'list', 'database', 'revocation'] as const;

/** What was acted on. */
export type Target = {
  readonly kind: (typeof TARGET_KINDS)[number];
  /** Absent if the act concerns several rows or none. */
  readonly id?: number;
  /**
   * As it was called then. Absent for members, whose addresses must be erasable, and for issued coupons: a code is worth
   * money, and the log may be exported.
   */
  readonly title?: string;
};

/** One act, as `AuditLog.record` takes it. It must not contain a password, a key or a session id. */
export type Act = {
  readonly action: Action;
  readonly target: Target;
  readonly changes?: Changes;
  /** In the operator's words. */
  readonly reason?: string | null;
};

/** By the field's name in snake case: the value before and after. */
export type Changes = Readonly<Record<string, readonly [before: Value, after: Value]>>;

/** Instants are ISO texts in UTC. */
type Value = string | number | boolean | null;
