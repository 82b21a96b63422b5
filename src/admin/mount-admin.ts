import type { NestExpressApplication } from '@nestjs/platform-express';
import { LiveService } from '../coupon/live/live.service.js';
import type { OperatorPage } from '../platform/http/pages/operator-page.js';
import { adminRouter } from './http/admin.router.js';
import { errorAnswerMiddleware } from './http/error-answer.middleware.js';
import { OperatorPlaces } from './http/operator-places.js';
import { PanelRoutes } from './http/panel-routes.js';
import { openOnce, type OpenPanel } from './open-panel.js';

export const PANEL_PATH = '/admin';

/**
 * Puts the operator's panel at /admin. To be called behind the host check, the CSRF check and the session, and
 * before any body is read: the panel reads its own, and only an operator's.
 * @param pages of other features, which are served below /admin as well
 * @returns loads AdminJS now instead of at the first operator's request; to be called after `app.init()`
 */
export function mountAdmin(app: NestExpressApplication, pages: readonly OperatorPage[]): OpenPanel {
  const open = openOnce(app);
  app.use(PANEL_PATH, adminRouter(open, app.get(PanelRoutes), pages, app.get(LiveService), app.get(OperatorPlaces)));
  // Also for errors before the panel, such as a failed session lookup, so that operators read them in their language.
  app.use(PANEL_PATH, errorAnswerMiddleware);
  return open;
}
