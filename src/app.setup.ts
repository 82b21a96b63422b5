import type { NestExpressApplication } from '@nestjs/platform-express';
import { join } from 'node:path';
import passport from 'passport';
import { SignedInUsers } from './account/signed-in/signed-in-users.js';
import type { OpenPanel } from './admin/http/admin.router.js';
import { mountAdmin } from './admin/mount-admin.js';
import { assetsFolder } from './admin/panel/asset-manifest.js';
import { CouponCache } from './coupon/coupon-cache.js';
import { loginBeforeBodyMiddleware } from './coupon/issuing/login-before-body.middleware.js';
import { PressFastPath } from './coupon/issuing/press.fast-path.js';
import { EventFastPath } from './event/event.fast-path.js';
import { Settings } from './platform/config/settings.js';
import { allowedHost } from './platform/http/allowed-host.js';
import { ClientNetworks } from './platform/http/client-networks.js';
import { formBodyMiddleware, jsonBodyMiddleware } from './platform/http/bodies/body.middleware.js';
import { earlyRefusalMiddleware } from './platform/http/errors/early-refusal.middleware.js';
import { ignoreConditionsOnNoStore } from './platform/http/conditions.js';
import { ExpressQueues, type Clients } from './platform/http/queues/express-queues.js';
import type { FastPathAdapter } from './platform/http/fast-path/fast-path.adapter.js';
import { ForwardingWarning } from './platform/http/forwarding-warning.js';
import { hostMiddleware } from './platform/http/host.middleware.js';
import { noStoreMiddleware } from './platform/http/no-store.middleware.js';
import { SharedAnswerFastPath } from './platform/http/fast-path/shared-answer.fast-path.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { servedFiles } from './platform/http/served-files.js';
import { useViews } from './platform/http/pages/views.js';
import { SessionCookie } from './platform/session/session-cookie.js';
import { HealthFastPath } from './platform/observability/health.fast-path.js';
import { sessionMiddleware } from './platform/session/session.middleware.js';
import { SessionStore } from './platform/session/session.store.js';
import { WorkCatalogCache } from './work/catalog/work-catalog-cache.js';

const root = join(import.meta.dirname, '..');
const publicFolder = join(root, 'public');

/** Pages post their own forms here; every other body is JSON. */
const FORM_PATHS = ['/event', '/login-page', '/signup-page', '/password-page', '/logout-page'];

/**
 * Everything between the socket and the controllers, in the order in which a request meets it.
 * @returns loads the operator's panel
 */
export function setUp(app: NestExpressApplication, adapter: FastPathAdapter): OpenPanel {
  const settings = app.get(Settings);
  app.set('trust proxy', settings.trustedProxies);
  adapter.watchForwarding(new ForwardingWarning(settings.trustedProxies));
  app.useSecurityHeaders(securityHeaders(settings));
  app.enableCsrfProtection();
  app.use(earlyRefusalMiddleware(() => adapter.isClosing));
  app.use(hostMiddleware(settings.allowedHosts));
  // Kept by browsers, but asked after each time (ETag): a page never meets the script of another release.
  app.useStaticAssets(publicFolder, { prefix: '/static/', index: false });
  app.use(noStoreMiddleware);
  ignoreConditionsOnNoStore(app.getHttpAdapter().getInstance());
  app.use(sessionMiddleware(app.get(SessionStore), app.get(SessionCookie)));
  app.use(passport.session());
  const openPanel = mountAdmin(app);
  app.use('/couponuser', loginBeforeBodyMiddleware);
  app.use(FORM_PATHS, formBodyMiddleware);
  app.use(jsonBodyMiddleware);
  useViews(app.getHttpAdapter().getInstance(), join(root, 'views'));
  openQueues(app, adapter);
  openFastLanes(app, adapter, settings);
  return openPanel;
}

function openQueues(app: NestExpressApplication, adapter: FastPathAdapter): void {
  const [cookie, members, clients] = [app.get(SessionCookie), app.get(SignedInUsers), app.get(ClientNetworks)];
  const files = [...servedFiles(publicFolder, '/static/'), ...servedFiles(assetsFolder, '/admin/assets/')];
  const who: Clients = {
    networks: (request) => clients.of(request),
    isOperator: async ({ headers }) => {
      const sessionId = cookie.sessionId(headers.cookie);
      const member = sessionId && (await members.ofSession(sessionId).catch(() => undefined));
      return Boolean(member && member.isAdmin);
    },
  };
  adapter.openQueues(new ExpressQueues(who, new Set(files)));
}

function openFastLanes(app: NestExpressApplication, adapter: FastPathAdapter, { allowedHosts }: Settings): void {
  const [shelf, board] = [app.get(WorkCatalogCache), app.get(CouponCache)];
  const reading = new SharedAnswerFastPath((path) => {
    if (path === '/work/' || path === '/work') return () => shelf.answer();
    const id = /^\/coupon\/([1-9]\d{0,8})\/?$/.exec(path)?.[1];
    return id ? () => board.answer(Number(id)) : undefined;
  });
  adapter.openFastPaths([app.get(PressFastPath), app.get(EventFastPath), reading, app.get(HealthFastPath)], (host) =>
    allowedHost(host, allowedHosts),
  );
}
