import express, { type RequestHandler, type Router } from 'express';
import { noStoreMiddleware } from '../../platform/http/no-store.middleware.js';
import type { LiveService } from '../../coupon/live/live.service.js';
import type { OperatorPage } from '../../platform/http/pages/operator-page.js';
import type { OpenPanel } from '../open-panel.js';
import { adminAssets } from './admin-assets.js';
import { liveRouter } from './live.router.js';
import { operatorGuard } from './operator.guard.js';
import { operatorPagesRouter } from './operator-pages.router.js';
import type { OperatorPlaces } from './operator-places.js';
import type { PanelRoutes } from './panel-routes.js';

/** All routes below /admin: public assets, then the guard, then the routes for operators only. */
export function adminRouter(
  open: OpenPanel,
  routes: PanelRoutes,
  pages: readonly OperatorPage[],
  live: LiveService,
  places: OperatorPlaces,
): Router {
  const router = express.Router();
  router.use('/assets', adminAssets());
  router.use(noStoreMiddleware, operatorGuard, operatorPagesRouter(pages, places));
  router.use('/api/live', liveRouter(live, places));
  router.use(opened(open), routes.router);
  return router;
}

/** Opens the panel for the first operator; until it is open, `PanelRoutes` is empty. */
const opened =
  (open: OpenPanel): RequestHandler =>
  async (_request, _response, next) => {
    await open();
    next();
  };
