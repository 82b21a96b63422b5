import { includesRole, type Role } from '../account/role.js';

const READ = { list: 'support', search: 'support', show: 'support', export: 'operator' } as const;

/**
 * The least role for each action of each list. This table alone decides: the server's check, what the panel shows, and the
 * test of every route read it. An action that it does not list is refused to everybody.
 */
export const LEAST_ROLE: Readonly<Record<string, Readonly<Record<string, Role>>>> = {
  works: {
    ...READ,
    new: 'operator',
    edit: 'operator',
    hide: 'operator',
    unhide: 'operator',
    delete: 'operator',
    bulkDelete: 'operator',
    import: 'operator',
  },
  coupons: {
    ...READ,
    new: 'operator',
    edit: 'operator',
    adjustStock: 'operator',
    checks: 'support',
    live: 'support',
    pause: 'operator',
    resume: 'operator',
    putOnEventPage: 'operator',
    hide: 'operator',
    unhide: 'operator',
    delete: 'operator',
    bulkDelete: 'operator',
  },
  'issued-coupons': {
    ...READ,
    markUsed: 'operator',
    markUnused: 'operator',
    revoke: 'operator',
    restore: 'operator',
    revokeUnused: 'operator',
    revocation: 'operator',
    cancelRevocation: 'operator',
  },
  'stock-movements': { list: 'support', show: 'support', export: 'operator' },
  users: {
    ...READ,
    makeOwner: 'owner',
    makeOperator: 'owner',
    makeSupport: 'owner',
    removeRole: 'owner',
    deactivate: 'operator',
    activate: 'operator',
  },
  history: { list: 'support', show: 'support', export: 'operator' },
  /** Screens that are no list. `preview` is the event page as of another moment. */
  pages: { dashboard: 'support', preview: 'support', case: 'support' },
};

/** @returns undefined if nobody may run the action */
export const leastRole = (resource: string, action: string): Role | undefined => {
  const actions = Object.hasOwn(LEAST_ROLE, resource) ? LEAST_ROLE[resource]! : {};
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
};

export function mayRun(role: Role, resource: string, action: string): boolean {
  const least = leastRole(resource, action);
  return least !== undefined && includesRole(role, least);
}
