import type { AdminServices } from './admin-services.js';
import { leastRole, LEAST_ROLE, mayRun } from './permissions.js';
import { couponsTable } from './table/coupons.table.js';
import { historyTable } from './table/history.table.js';
import { issuedCouponsTable } from './table/issued-coupons.table.js';
import { stockMovementsTable } from './table/stock-movements.table.js';
import { usersTable } from './table/users.table.js';
import { worksTable } from './table/works.table.js';

const services = {} as AdminServices;
const tables = [
  worksTable(services),
  couponsTable(services),
  issuedCouponsTable(services),
  stockMovementsTable,
  usersTable(services),
  historyTable,
];

const SCREENS = ['case', 'dashboard', 'preview'];

describe('The table of permissions', () => {
  it('lists exactly the actions that the panel has', () => {
    const actions = Object.fromEntries(
      tables.map((table) => [table.id, [...Object.keys(table.actions), 'export'].sort()]),
    );
    const listed = Object.entries(LEAST_ROLE).map(([id, roles]) => [id, Object.keys(roles).sort()] as const);
    expect(Object.fromEntries(listed)).toEqual({ ...actions, pages: SCREENS });
  });

  it('refuses what it does not list, to everybody', () => {
    for (const [resource, action] of [
      ['works', 'drop'],
      ['nothing', 'list'],
      ['works', 'constructor'],
      ['toString', 'call'],
      ['__proto__', 'list'],
    ] as const) {
      expect([leastRole(resource, action), mayRun('owner', resource, action)]).toEqual([undefined, false]);
    }
  });

  it('lets support read and change nothing, operators change everything but roles, owners everything', () => {
    const actions = Object.entries(LEAST_ROLE).flatMap(([resource, roles]) =>
      Object.keys(roles).map((action) => [resource, action] as const),
    );
    const allowed = (role: 'support' | 'operator' | 'owner'): string[] =>
      actions.filter(([resource, action]) => mayRun(role, resource, action)).map(([, action]) => action);
    expect(new Set(allowed('support'))).toEqual(new Set(['list', 'search', 'show', 'checks', 'live', ...SCREENS]));
    const onlyOwners = allowed('owner').filter((action) => !allowed('operator').includes(action));
    expect(onlyOwners).toEqual(['makeOwner', 'makeOperator', 'makeSupport', 'removeRole']);
    expect(allowed('owner')).toHaveLength(actions.length);
  });
});
