import express, { type Router } from 'express';
import { noStoreMiddleware } from '../../platform/http/no-store.middleware.js';
import { AdminServices } from '../admin-services.js';
import type { Panel } from '../panel/panel.js';
import { adminAssets } from './admin-assets.js';
import { apiRouter } from './api.router.js';
import { operatorGuard } from './operator.guard.js';
import { pageRouter } from './page.router.js';

export type OpenPanel = () => Promise<Panel>;

/** Everything below /admin: files that anybody may have, then the guard, then what only operators reach. */
export function adminRouter(services: AdminServices): Router {
  const open = openOnce(services);
  const router = express.Router();
  router.use('/assets', adminAssets());
  router.use(noStoreMiddleware, operatorGuard);
  router.use('/api', apiRouter(open));
  router.use(pageRouter(open));
  return router;
}

/** AdminJS takes 0.8 s and 110 MB to load, so a process pays for it when the first operator comes, if one does. */
function openOnce(services: AdminServices): OpenPanel {
  let opened: Promise<Panel> | undefined;
  const open = async (): Promise<Panel> => new (await import('../panel/panel.js')).Panel(services);
  return () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
}
