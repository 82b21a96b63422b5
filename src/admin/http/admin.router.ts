import express, { type RequestHandler, type Router } from 'express';
import { noStoreMiddleware } from '../../platform/http/no-store.middleware.js';
import type { OpenPanel } from '../open-panel.js';
import { adminAssets } from './admin-assets.js';
import { operatorGuard } from './operator.guard.js';
import type { PanelRoutes } from './panel-routes.js';

/** All routes below /admin: public assets, then the guard, then the routes for operators only. */
export function adminRouter(open: OpenPanel, routes: PanelRoutes): Router {
  const router = express.Router();
  router.use('/assets', adminAssets());
  router.use(noStoreMiddleware, operatorGuard, opened(open), routes.router);
  return router;
}

/** Opens the panel for the first operator; until it is open, `PanelRoutes` is empty. */
const opened =
  (open: OpenPanel): RequestHandler =>
  async (_request, _response, next) => {
    await open();
    next();
  };
