import type { AdminServices } from '../admin-services.js';
import { withExport } from '../export/with-export.js';
import { couponsTable } from '../table/coupons.table.js';
import { historyTable } from '../table/history.table.js';
import { issuedCouponsTable } from '../table/issued-coupons.table.js';
import { stockMovementsTable } from '../table/stock-movements.table.js';
import { TableResource } from '../table/table.resource.js';
import type { Table } from '../table/table.js';
import { usersTable } from '../table/users.table.js';
import { worksTable } from '../table/works.table.js';

/** The lists of the panel, in the order of its menu. */
export function panelResources(services: AdminServices): TableResource[] {
  const { dataSource, reads, exports } = services;
  const resource = <Row extends { id: number }>(table: Table<Row>): TableResource =>
    new TableResource(withExport(table, exports), dataSource, reads) as unknown as TableResource;
  return [
    resource(worksTable(services)),
    resource(couponsTable(services)),
    resource(issuedCouponsTable(services)),
    resource(stockMovementsTable),
    resource(usersTable(services)),
    resource(historyTable),
  ];
}
