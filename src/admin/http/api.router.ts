import express, { type RequestHandler, type Router } from 'express';
import type { Panel } from '../panel/panel.js';
import type { CurrentRights } from './current-rights.js';
import { onlyBy } from './method-not-allowed.js';
import { refuseAsNotFound } from './not-found.js';
import { caseAction } from './case-action.js';
import { requireRole } from './require-role.js';
import { runAction } from './run-action.js';

/** The routes that AdminJS's client calls. */
export function apiRouter(panel: Panel, rights: CurrentRights): Router {
  const router = express.Router();
  const dashboard: RequestHandler = async (request, response) => {
    requireRole(request, 'pages', 'dashboard');
    response.json(await panel.dashboard());
  };
  router.route('/dashboard').get(dashboard).all(onlyBy('GET'));
  router.route('/pages/case').post(caseAction(panel, rights)).all(onlyBy('POST'));
  router.all('/resources/:resource/actions/:action{/:searched}', runAction(panel, rights, 'resource'));
  router.all('/resources/:resource/records/:id/:action', runAction(panel, rights, 'record'));
  router.all('/resources/:resource/bulk/:action', runAction(panel, rights, 'bulk'));
  router.use(refuseAsNotFound);
  return router;
}
