/** What an account may do in the panel, least first. `src/admin/permissions.ts` lists the role that each action needs. */
export const ROLES = ['support', 'operator', 'owner'] as const;

export type Role = (typeof ROLES)[number];

/** Whether `role` may do everything that `least` may do. */
export const includesRole = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/**
 * The role of an account; undefined if it may not open the panel. An account with `is_admin` and without a role is an owner:
 * the original service knew no roles. A role that this release does not know gives no rights.
 */
export function roleOf({
  isAdmin,
  role,
}: {
  readonly isAdmin: boolean;
  readonly role: string | null;
}): Role | undefined {
  if (!isAdmin) return undefined;
  return role === null ? 'owner' : ROLES.find((one) => one === role);
}
