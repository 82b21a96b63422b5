import { AbstractLoader } from '@adminjs/nestjs';
import { Injectable } from '@nestjs/common';
import type { AdminJS } from 'adminjs';
import { AdminServices } from '../admin-services.js';
import { Panel } from '../panel/panel.js';
import { apiRouter } from './api.router.js';
import { CurrentRights } from './current-rights.js';
import { OperatorPlaces } from './operator-places.js';
import { pageRouter } from './page.router.js';
import { PanelRoutes } from './panel-routes.js';

/**
 * Replaces the default loader of @adminjs/nestjs, which moves AdminJS's own router in front of the host check, the session
 * and the CSRF check. This one fills the router that `app.setup.ts` has placed behind them, and leaves the HTTP adapter alone.
 */
@Injectable()
export class PanelLoader extends AbstractLoader {
  constructor(
    private readonly services: AdminServices,
    private readonly routes: PanelRoutes,
    private readonly places: OperatorPlaces,
    private readonly rights: CurrentRights,
  ) {
    super();
  }

  override register(admin: AdminJS): void {
    const panel = new Panel(admin, this.services);
    this.routes.router.use('/api', apiRouter(panel, this.places, this.rights));
    this.routes.router.use(pageRouter(panel));
  }
}
