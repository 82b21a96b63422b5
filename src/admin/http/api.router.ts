import express, { type Request, type Response, type Router } from 'express';
import type { Panel } from '../panel/panel.js';
import type { CurrentRights } from './current-rights.js';
import { onlyBy } from './method-not-allowed.js';
import { refuseAsNotFound } from './not-found.js';
import { caseAction } from './case-action.js';
import type { OperatorPlaces } from './operator-places.js';
import { requireRole } from './require-role.js';
import { runAction } from './run-action.js';

/** The routes that AdminJS's client calls. */
export function apiRouter(panel: Panel, places: OperatorPlaces, rights: CurrentRights): Router {
  const router = express.Router();
  const dashboard = async (request: Request, response: Response): Promise<void> => {
    requireRole(request, 'pages', 'dashboard');
    response.json(await panel.dashboard());
  };
  router.route('/dashboard').get(places.limited(dashboard)).all(onlyBy('GET'));
  router
    .route('/pages/case')
    .post(places.limited(caseAction(panel, rights)))
    .all(onlyBy('POST'));
  router.all('/resources/:resource/actions/:action{/:searched}', places.limited(runAction(panel, rights, 'resource')));
  router.all('/resources/:resource/records/:id/:action', places.limited(runAction(panel, rights, 'record')));
  router.all('/resources/:resource/bulk/:action', places.limited(runAction(panel, rights, 'bulk')));
  router.use(refuseAsNotFound);
  return router;
}
