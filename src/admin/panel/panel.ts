import { AdminJS, initializeStore } from 'adminjs';
import type { Operator } from '../action/panel-action.js';
import { noSuchResource } from '../admin.errors.js';
import type { AdminServices } from '../admin-services.js';
import type { Language } from '../../platform/errors/text.js';
import { TableResource } from '../table/table.resource.js';
import { couponsTable } from '../table/coupons.table.js';
import { issuedCouponsTable } from '../table/issued-coupons.table.js';
import { stockMovementsTable } from '../table/stock-movements.table.js';
import { usersTable } from '../table/users.table.js';
import { worksTable } from '../table/works.table.js';
import { adminOptions } from './admin-options.js';
import { readAssetManifest } from './asset-manifest.js';
import { loadDashboard, type Dashboard } from './dashboard.js';
import { panelPage } from './panel-page.js';

/**
 * AdminJS as this service uses it: its browser side, and from its server side only the description of the resources.
 * Its controllers, default handlers, login and bundler never run. Importing this file loads AdminJS.
 */
export class Panel {
  private readonly resources: ReadonlyMap<string, TableResource>;
  private readonly admin: AdminJS;
  private readonly assets = readAssetManifest();

  constructor(private readonly services: AdminServices) {
    const { dataSource, reads } = services;
    const resources = [
      new TableResource(worksTable(services), dataSource, reads),
      new TableResource(couponsTable(services), dataSource, reads),
      new TableResource(issuedCouponsTable(services), dataSource, reads),
      new TableResource(stockMovementsTable, dataSource, reads),
      new TableResource(usersTable(services), dataSource, reads),
    ] as unknown as TableResource[];
    this.resources = new Map(resources.map((resource) => [resource.id(), resource]));
    this.admin = new AdminJS(adminOptions(resources));
  }

  /** @throws DomainError `UNKNOWN_RESOURCE` */
  resource(id: string): TableResource {
    const resource = this.resources.get(id);
    if (!resource) throw noSuchResource();
    return resource;
  }

  /** Whether the resource and the action of a URL exist. */
  knows(resource: string | undefined, action: string | undefined): boolean {
    if (resource === undefined) return true;
    return action === undefined ? this.resources.has(resource) : !!this.resources.get(resource)?.action(action);
  }

  async page(operator: Operator, language: Language): Promise<string> {
    const store = await initializeStore(this.admin, operator);
    return panelPage(store.getState(), language, this.assets);
  }

  dashboard(): Promise<Dashboard> {
    return loadDashboard(this.services);
  }
}
