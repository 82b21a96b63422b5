import { initializeStore, type AdminJS, type CurrentAdmin } from 'adminjs';
import type { Role } from '../../account/role.js';
import type { Actor } from '../../platform/audit-log/actor.js';
import type { Operator } from '../action/panel-action.js';
import { noSuchResource } from '../admin.errors.js';
import type { CaseQuestion } from '../case/case-question.js';
import type { CaseAnswer } from '../case/member-case.js';
import type { AdminServices } from '../admin-services.js';
import { mayRun } from '../permissions.js';
import type { Language } from '../../platform/errors/text.js';
import type { TableResource } from '../table/table.resource.js';
import { readAssetManifest } from './asset-manifest.js';
import { loadDashboard, type Dashboard } from './dashboard.js';
import { PanelPage } from './panel-page.js';

/** The only screen below /pages. */
const CASE = 'case';

/**
 * AdminJS as this service uses it: its browser side, and from its server side only the description of the resources.
 * Its controllers, default handlers, login and bundler never run.
 */
export class Panel {
  private readonly resources: ReadonlyMap<string, TableResource>;
  private readonly assets = readAssetManifest();
  /** By role and language. */
  private readonly pages = new Map<string, PanelPage>();

  /** @throws DomainError `PANEL_NOT_BUILT` */
  constructor(
    private readonly admin: AdminJS,
    private readonly services: AdminServices,
  ) {
    this.resources = new Map((admin.resources as TableResource[]).map((resource) => [resource.id(), resource]));
  }

  /** @throws DomainError `UNKNOWN_RESOURCE` */
  resource(id: string): TableResource {
    const resource = this.resources.get(id);
    if (!resource) throw noSuchResource();
    return resource;
  }

  /** Whether the page of a URL exists and the operator may open it. */
  mayOpen({ role }: Operator, resource: string | undefined, action = 'list'): boolean {
    return resource === undefined ? mayRun(role, 'pages', 'dashboard') : mayRun(role, resource, action);
  }

  /** Whether the resource and the action of a URL exist. */
  knows(resource: string | undefined, action: string | undefined): boolean {
    if (resource === undefined) return true;
    if (resource === 'pages') return action === CASE;
    return action === undefined ? this.resources.has(resource) : !!this.resources.get(resource)?.action(action);
  }

  async page(operator: Operator, language: Language): Promise<Buffer> {
    const key = `${operator.role} ${language}`;
    const page = this.pages.get(key) ?? (await this.render(operator.role, language));
    this.pages.set(key, page);
    return page.for(operator);
  }

  openCase(question: CaseQuestion, by: Actor): Promise<CaseAnswer> {
    return this.services.cases.open(question, by);
  }

  dashboard(): Promise<Dashboard> {
    return loadDashboard(this.services);
  }

  /** AdminJS gets the role alone: nothing of one operator can be in the page of others. */
  private async render(role: Role, language: Language): Promise<PanelPage> {
    const store = await initializeStore(this.admin, { role } as unknown as CurrentAdmin);
    return new PanelPage({ ...store.getState(), session: undefined }, language, this.assets);
  }
}
