import express, { type RequestHandler, type Router } from 'express';
import type { LiveService } from '../../coupon/live/live.service.js';
import { RowIdPipe } from '../../platform/http/row-id.pipe.js';
import { onlyBy } from './method-not-allowed.js';
import type { OperatorPlaces } from './operator-places.js';
import { requireRole } from './require-role.js';

const rowId = new RowIdPipe();

type Params = { id: string };

/** The numbers of the live view. `LiveFastPath` answers nearly all of these requests. AdminJS is not loaded for them. */
export function liveRouter(live: LiveService, places: OperatorPlaces): Router {
  const router = express.Router();
  const show = (read: (couponId: number) => Promise<Buffer>): RequestHandler<Params> =>
    places.limited<Params>(async (request, response) => {
      requireRole(request, 'coupons', 'live');
      const json = await read(rowId.transform(request.params.id));
      response.set({ 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(json.length) });
      response.end(json);
    });
  router
    .route('/:id')
    .get(show((id) => live.snapshot(id)))
    .all(onlyBy('GET'));
  router
    .route('/:id/history')
    .get(show((id) => live.history(id)))
    .all(onlyBy('GET'));
  return router;
}
