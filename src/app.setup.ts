import type { NestExpressApplication } from '@nestjs/platform-express';
import { join } from 'node:path';
import passport from 'passport';
import { mountAdmin } from './admin/mount-admin.js';
import { CouponBoard } from './coupon/coupon-board.service.js';
import { PressLane } from './coupon/press.lane.js';
import { EventLane } from './event/event.lane.js';
import { Settings } from './platform/config/settings.js';
import { allowedHost } from './platform/http/allowed-host.js';
import { formBodyMiddleware, jsonBodyMiddleware } from './platform/http/body.middleware.js';
import { FastLaneAdapter } from './platform/http/fast-lane.adapter.js';
import { hostMiddleware } from './platform/http/host.middleware.js';
import { noStoreMiddleware } from './platform/http/no-store.middleware.js';
import { ReadingLane } from './platform/http/reading.lane.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { useViews } from './platform/http/views.js';
import { SessionCookie } from './platform/session/session-cookie.js';
import { sessionMiddleware } from './platform/session/session.middleware.js';
import { SessionStore } from './platform/session/session.store.js';
import { WorkShelf } from './work/work-shelf.service.js';

const root = join(import.meta.dirname, '..');

/** Pages post their own forms here; every other body is JSON. */
const FORM_PATHS = ['/event', '/login-page', '/signup-page', '/password-page', '/logout-page'];

/** nginx keeps idle connections to us for 60 s; ours must outlast them, or it sends a request into a closing one. */
const KEEP_ALIVE_MS = 75_000;

/** Everything between the socket and the controllers, in the order in which a request meets it. */
export function setUp(app: NestExpressApplication): void {
  const settings = app.get(Settings);
  app.set('trust proxy', settings.trustedProxies);
  app.useSecurityHeaders(securityHeaders(settings));
  app.enableCsrfProtection();
  app.use(hostMiddleware(settings.allowedHosts));
  // Kept by browsers, but asked after each time (ETag): a page never meets the script of another release.
  app.useStaticAssets(join(root, 'public'), { prefix: '/static/', index: false });
  app.use(noStoreMiddleware);
  app.use(sessionMiddleware(app.get(SessionStore), app.get(SessionCookie)));
  app.use(passport.session());
  mountAdmin(app);
  app.use(FORM_PATHS, formBodyMiddleware);
  app.use(jsonBodyMiddleware);
  useViews(app.getHttpAdapter().getInstance(), join(root, 'views'));
  limitConnections(app);
  openFastLanes(app, settings);
}

function limitConnections(app: NestExpressApplication): void {
  const server = app.getHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = 15_000;
  server.requestTimeout = 30_000;
}

function openFastLanes(app: NestExpressApplication, { allowedHosts }: Settings): void {
  const adapter = app.getHttpAdapter();
  if (!(adapter instanceof FastLaneAdapter)) return;
  const [shelf, board] = [app.get(WorkShelf), app.get(CouponBoard)];
  const reading = new ReadingLane((path) => {
    if (path === '/work/' || path === '/work') return () => shelf.answer();
    const id = /^\/coupon\/([1-9]\d{0,8})\/?$/.exec(path)?.[1];
    return id ? () => board.answer(Number(id)) : undefined;
  });
  adapter.openLanes([app.get(PressLane), app.get(EventLane), reading], (host) => allowedHost(host, allowedHosts));
}
