import express, { type Request, type Response, type Router } from 'express';
import type { OperatorPage } from '../../platform/http/pages/operator-page.js';
import { RowIdPipe } from '../../platform/http/row-id.pipe.js';
import { languageOf } from './language.js';
import { onlyBy } from './method-not-allowed.js';
import type { OperatorPlaces } from './operator-places.js';
import { requireRole } from './require-role.js';

const rowId = new RowIdPipe();

type Params = { id: string };

/** The pages that other features show to operators. */
export function operatorPagesRouter(pages: readonly OperatorPage[], places: OperatorPlaces): Router {
  const router = express.Router();
  for (const page of pages)
    router
      .route(page.path)
      .get(places.limited<Params>(show(page)))
      .all(onlyBy('GET'));
  return router;
}

const show =
  (page: OperatorPage) =>
  async (request: Request<Params>, response: Response): Promise<void> => {
    requireRole(request, 'pages', page.name);
    const { searchParams: query } = new URL(request.url, 'http://localhost');
    const html = await page.html({ id: rowId.transform(request.params.id), query, language: languageOf(request) });
    response.type('html').send(html);
  };
