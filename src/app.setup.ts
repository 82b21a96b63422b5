import { DiscoveryService } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { join } from 'node:path';
import passport from 'passport';
import { LoginBeforeBody, loginBeforeBodyMiddleware } from './account/signed-in/login-before-body.js';
import { memberAfterBody, noteLateBody } from './account/signed-in/late-body.js';
import { roleOf } from './account/role.js';
import { SignedInUsers } from './account/signed-in/signed-in-users.js';
import { mountAdmin, PANEL_PATH } from './admin/mount-admin.js';
import { operatorKeys } from './admin/http/operator-places.js';
import type { OpenPanel } from './admin/open-panel.js';
import { assetsFolder } from './admin/panel/asset-manifest.js';
import { Settings } from './platform/config/settings.js';
import { allowedHost } from './platform/http/allowed-host.js';
import { formBodyMiddleware, jsonBodyMiddleware } from './platform/http/bodies/body.middleware.js';
import { ClientNetworks } from './platform/http/client-networks.js';
import { ignoreConditionsOnNoStore } from './platform/http/conditions.js';
import { earlyRefusalMiddleware } from './platform/http/errors/early-refusal.middleware.js';
import type { FastPathAdapter } from './platform/http/fast-path/fast-path.adapter.js';
import { registeredFastPaths } from './platform/http/fast-path/fast-path.js';
import { ForwardingWarning } from './platform/http/forwarding-warning.js';
import { hostMiddleware } from './platform/http/host.middleware.js';
import { noStoreMiddleware } from './platform/http/no-store.middleware.js';
import { registeredOperatorPages } from './platform/http/pages/operator-page.js';
import { useViews } from './platform/http/pages/views.js';
import { StandingQueue } from './platform/http/overload/standing-queue.js';
import { ExpressQueues, type Clients } from './platform/http/queues/express-queues.js';
import { RequestIds } from './platform/http/request-id.js';
import { markedRoutes } from './platform/http/routes/marked-routes.js';
import { QueuedAs, ReadsForms } from './platform/http/routes/route.decorators.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { servedFiles } from './platform/http/served-files.js';
import { SessionCookie } from './platform/session/session-cookie.js';
import { sessionMiddleware } from './platform/session/session.middleware.js';
import { SessionStore } from './platform/session/session.store.js';

const root = join(import.meta.dirname, '..');
const publicFolder = join(root, 'public');

/**
 * Everything between the socket and the controllers, in the order in which a request passes it. Routes are known to their
 * controllers and fast paths; this file finds them by their decorators.
 * @returns loads the operator's panel
 */
export function setUp(app: NestExpressApplication, adapter: FastPathAdapter): OpenPanel {
  const settings = app.get(Settings);
  const discovery = app.get(DiscoveryService);
  app.set('trust proxy', settings.trustedProxies);
  adapter.watchForwarding(new ForwardingWarning(settings.trustedProxies));
  adapter.identifyRequests(new RequestIds(settings.trustedProxies > 0));
  app.useSecurityHeaders(securityHeaders(settings));
  app.enableCsrfProtection();
  app.use(earlyRefusalMiddleware(() => adapter.isClosing));
  app.use(hostMiddleware(settings));
  // Browsers keep these files but revalidate them each time (ETag): a page never runs the script of another release.
  app.useStaticAssets(publicFolder, { prefix: '/static/', index: false });
  app.use(noStoreMiddleware);
  ignoreConditionsOnNoStore(app.getHttpAdapter().getInstance());
  app.use(noteLateBody);
  app.use(sessionMiddleware(app.get(SessionStore), app.get(SessionCookie), settings));
  app.use(passport.session());
  const openPanel = mountAdmin(app, registeredOperatorPages(discovery));
  app.use([...markedRoutes(discovery, LoginBeforeBody).keys()], loginBeforeBodyMiddleware);
  app.use([...markedRoutes(discovery, ReadsForms).keys()], formBodyMiddleware);
  app.use(jsonBodyMiddleware);
  app.use(memberAfterBody(app.get(SignedInUsers)));
  useViews(app.getHttpAdapter().getInstance(), join(root, 'views'));
  adapter.openQueues(expressQueues(app, discovery));
  adapter.openFastPaths(registeredFastPaths(discovery), (host) => allowedHost(host, settings.allowedHosts));
  return openPanel;
}

function expressQueues(app: NestExpressApplication, discovery: DiscoveryService): ExpressQueues {
  const [cookie, members, addresses] = [app.get(SessionCookie), app.get(SignedInUsers), app.get(ClientNetworks)];
  const clients: Clients = {
    networks: (request) => addresses.of(request),
    operator: async ({ headers }) => {
      const sessionId = cookie.sessionId(headers.cookie);
      const member = sessionId ? await members.ofSession(sessionId).catch(() => undefined) : undefined;
      const role = member && roleOf(member);
      return role && operatorKeys(member.id, role);
    },
  };
  const files = [...servedFiles(publicFolder, '/static/'), ...servedFiles(assetsFolder, `${PANEL_PATH}/assets/`)];
  const paths = { files: new Set(files), posts: markedRoutes(discovery, QueuedAs), panel: PANEL_PATH };
  return new ExpressQueues(clients, paths, app.get(StandingQueue));
}
