import express, { type Request, type Response, type Router } from 'express';
import { operatorOf } from './operator-of.js';
import { languageOf } from './language.js';
import { onlyBy } from './method-not-allowed.js';
import { refuseAsNotFound } from './not-found.js';
import type { OpenPanel } from './admin.router.js';

const ADDRESSES = [
  '/',
  '/resources/:resource',
  '/resources/:resource/actions/:action',
  '/resources/:resource/records/:id/:action',
  '/resources/:resource/bulk/:action',
];

/** The panel's addresses. All show one page, whose scripts then draw what the address names. */
export function pageRouter(open: OpenPanel): Router {
  const router = express.Router();
  const show = async (request: Request, response: Response): Promise<void> => {
    const panel = await open();
    const { resource, action } = request.params as { resource?: string; action?: string };
    const html = await panel.page(operatorOf(request), languageOf(request));
    response
      .status(panel.knows(resource, action) ? 200 : 404)
      .set('Content-Security-Policy', withInlineStyles(response))
      .type('html')
      .send(html);
  };
  for (const address of ADDRESSES) router.route(address).get(show).all(onlyBy('GET'));
  router.use(refuseAsNotFound);
  return router;
}

/** styled-components writes its styles into the page while it draws. Everything else stays as strict as everywhere. */
function withInlineStyles(response: Response): string {
  const policy = String(response.getHeader('Content-Security-Policy') ?? "default-src 'self'; style-src 'self'");
  return policy.replace(/style-src [^;]*/, "style-src 'self' 'unsafe-inline'");
}
