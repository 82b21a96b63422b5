import type { AdminServices } from '../admin-services.js';
import { couponsTable } from '../table/coupons.table.js';
import { historyTable } from '../table/history.table.js';
import { issuedCouponsTable } from '../table/issued-coupons.table.js';
import { stockMovementsTable } from '../table/stock-movements.table.js';
import { TableResource } from '../table/table.resource.js';
import { usersTable } from '../table/users.table.js';
import { worksTable } from '../table/works.table.js';

/** The lists of the panel, in the order of its menu. */
export function panelResources(services: AdminServices): TableResource[] {
  const { dataSource, reads } = services;
  return [
    new TableResource(worksTable(services), dataSource, reads),
    new TableResource(couponsTable(services), dataSource, reads),
    new TableResource(issuedCouponsTable(services), dataSource, reads),
    new TableResource(stockMovementsTable, dataSource, reads),
    new TableResource(usersTable(services), dataSource, reads),
    new TableResource(historyTable, dataSource, reads),
  ] as unknown as TableResource[];
}
