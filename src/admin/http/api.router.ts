import express, { type RequestHandler, type Router } from 'express';
import { onlyBy } from './method-not-allowed.js';
import { refuseAsNotFound } from './not-found.js';
import type { OpenPanel } from './admin.router.js';
import { runAction } from './run-action.js';

/** The routes that AdminJS's client calls. */
export function apiRouter(open: OpenPanel): Router {
  const router = express.Router();
  const dashboard: RequestHandler = async (_request, response) => void response.json(await (await open()).dashboard());
  router.route('/dashboard').get(dashboard).all(onlyBy('GET'));
  router.all('/resources/:resource/actions/:action{/:searched}', runAction(open, 'resource'));
  router.all('/resources/:resource/records/:id/:action', runAction(open, 'record'));
  router.all('/resources/:resource/bulk/:action', runAction(open, 'bulk'));
  router.use(refuseAsNotFound);
  return router;
}
