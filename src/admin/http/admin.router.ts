import express, { type Router } from 'express';
import { noStoreMiddleware } from '../../platform/http/no-store.middleware.js';
import { AdminServices } from '../admin-services.js';
import type { Panel } from '../panel/panel.js';
import { adminAssets } from './admin-assets.js';
import { apiRouter } from './api.router.js';
import { operatorGuard } from './operator.guard.js';
import { pageRouter } from './page.router.js';

export type OpenPanel = () => Promise<Panel>;

/** All routes below /admin: public assets, then the guard, then the routes for operators only. */
export function adminRouter(open: OpenPanel): Router {
  const router = express.Router();
  router.use('/assets', adminAssets());
  router.use(noStoreMiddleware, operatorGuard);
  router.use('/api', apiRouter(open));
  router.use(pageRouter(open));
  return router;
}

/**
 * Loading AdminJS takes 110 MB and 0.8 s, in which the event loop answers nobody: in production that happens before the
 * service listens (`start.ts`), elsewhere when the first operator comes.
 */
export function openOnce(services: AdminServices): OpenPanel {
  let opened: Promise<Panel> | undefined;
  const open = async (): Promise<Panel> => new (await import('../panel/panel.js')).Panel(services);
  return () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
}
