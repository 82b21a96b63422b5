import express, { type Request, type Response, type Router } from 'express';
import type { Panel } from '../panel/panel.js';
import { operatorOf } from './operator-of.js';
import { languageOf } from './language.js';
import { onlyBy } from './method-not-allowed.js';
import { refuseAsNotFound } from './not-found.js';

const PATHS = [
  '/',
  '/pages/:page',
  '/resources/:resource',
  '/resources/:resource/actions/:action',
  '/resources/:resource/records/:id/:action',
  '/resources/:resource/bulk/:action',
];

type PageParams = { page?: string; resource?: string; action?: string };

/** The panel's pages. All routes return the same HTML; its scripts render the screen for the URL. */
export function pageRouter(panel: Panel): Router {
  const router = express.Router();
  const show = async (request: Request, response: Response): Promise<void> => {
    const { page, resource = page && 'pages', action = page } = request.params as PageParams;
    const operator = operatorOf(request);
    const html = await panel.page(operator, languageOf(request));
    const isFound = panel.knows(resource, action);
    response
      .status(!isFound ? 404 : panel.mayOpen(operator, resource, action) ? 200 : 403)
      .set('Content-Security-Policy', withInlineStyles(response))
      .type('html')
      .send(html);
  };
  for (const path of PATHS) router.route(path).get(show).all(onlyBy('GET'));
  router.use(refuseAsNotFound);
  return router;
}

/** styled-components inserts inline styles at run time. The rest of the policy is the same as for other pages. */
function withInlineStyles(response: Response): string {
  const policy = String(response.getHeader('Content-Security-Policy') ?? "default-src 'self'; style-src 'self'");
  return policy.replace(/style-src [^;]*/, "style-src 'self' 'unsafe-inline'");
}
