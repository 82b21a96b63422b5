import type { NestExpressApplication } from '@nestjs/platform-express';
import { AdminServices } from './admin-services.js';
import { adminRouter, openOnce, type OpenPanel } from './http/admin.router.js';
import { errorAnswerMiddleware } from './http/error-answer.middleware.js';

export const PANEL_PATH = '/admin';

/**
 * Puts the operator's panel at /admin. To be called behind the host check, the CSRF check and the session, and
 * before any body is read: the panel reads its own, and only an operator's.
 * @returns loads AdminJS now instead of at the first operator's request
 */
export function mountAdmin(app: NestExpressApplication): OpenPanel {
  const open = openOnce(app.get(AdminServices));
  app.use(PANEL_PATH, adminRouter(open));
  // Also for errors before the panel, such as a failed session lookup, so that operators read them in their language.
  app.use(PANEL_PATH, errorAnswerMiddleware);
  return open;
}
