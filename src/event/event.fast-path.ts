import { Injectable, Logger } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { SignedInUser } from '../account/signed-in/signed-in-user.js';
import { SignedInUsers } from '../account/signed-in/signed-in-users.js';
import { ClientNetworks } from '../platform/http/client-networks.js';
import { answerOrFault } from '../platform/http/errors/error-answer.js';
import { errorPage } from '../platform/http/pages/error-page.js';
import { RegisterFastPath, type FastPath } from '../platform/http/fast-path/fast-path.js';
import type { FastPathReply } from '../platform/http/fast-path/fast-path-reply.js';
import { isPlainGet, pathOf } from '../platform/http/fast-path/plain-get.js';
import { Views } from '../platform/http/pages/views.js';
import { wantsPage } from '../platform/http/pages/wants-page.js';
import { SessionCookie } from '../platform/session/session-cookie.js';
import { latin1Html, type Latin1Html } from './page/latin1-html.js';
import { EventPage } from './page/event-page.js';
import { EventService } from './event.service.js';
import { worksQuery } from './page/works-page.js';

const PATHS = new Set(['/event/', '/event']);

/**
 * `GET /event/` without Express; `EventController` is the Express route. The page is personal and never stored
 * (`no-store`), so a conditional request is answered with the page.
 */
@Injectable()
@RegisterFastPath()
export class EventFastPath implements FastPath {
  private readonly logger = new Logger(EventFastPath.name);

  constructor(
    private readonly cookie: SessionCookie,
    private readonly members: SignedInUsers,
    private readonly event: EventService,
    private readonly page: EventPage,
    private readonly views: Views,
    private readonly clients: ClientNetworks,
  ) {}

  matches(request: IncomingMessage): boolean {
    return isPlainGet(request) && PATHS.has(pathOf(request));
  }

  serve(request: IncomingMessage, reply: FastPathReply): void {
    this.show(request, reply).catch((error: unknown) => reply.error(error));
  }

  private async show(request: IncomingMessage, reply: FastPathReply): Promise<void> {
    let member: SignedInUser | undefined;
    try {
      const sessionId = this.cookie.sessionId(request.headers.cookie);
      member = sessionId ? await this.members.ofSession(sessionId) : undefined;
      const snapshot = await this.event.snapshot();
      const holdings = member && this.event.holdings(snapshot, member.id);
      const query = worksQuery(request.url ?? '');
      const networksOf = (): readonly string[] => this.clients.of(request);
      sendHtml(reply, 200, await this.page.of(snapshot, query, { member, holdings, networksOf }));
    } catch (error) {
      if (!wantsPage(request)) throw error;
      await this.showError(reply, error, member);
    }
  }

  /** The page that the error filter sends to a browser. */
  private async showError(reply: FastPathReply, error: unknown, member: SignedInUser | undefined): Promise<void> {
    const { status, body, headers } = answerOrFault(error, this.logger, { id: reply.requestId, where: 'GET /event/' });
    const html = await this.views.render('error', { ...errorPage(status, body), member });
    sendHtml(reply, status, latin1Html(html), headers);
  }
}

function sendHtml(
  reply: FastPathReply,
  status: number,
  html: Latin1Html,
  extraHeaders: Readonly<Record<string, string>> = {},
): void {
  const contentHeaders = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': html.length };
  reply.send(status, { ...contentHeaders, 'Cache-Control': 'no-store', ...extraHeaders }, html, 'latin1');
}
