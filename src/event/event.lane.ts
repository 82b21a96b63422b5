import { Injectable, Logger } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { SignedInUser } from '../account/signed-in-user.js';
import { SignedInReader } from '../account/signed-in.reader.js';
import { ClientNetworks } from '../platform/http/client-networks.js';
import { answerOrFault } from '../platform/http/error-answer.js';
import { errorPage } from '../platform/http/error-page.js';
import type { FastLane } from '../platform/http/fast-lane.adapter.js';
import type { LaneReply } from '../platform/http/lane-reply.js';
import { isPlainGet, pathOf } from '../platform/http/plain-get.js';
import { Views } from '../platform/http/views.js';
import { wantsPage } from '../platform/http/wants-page.js';
import { SessionCookie } from '../platform/session/session-cookie.js';
import { byteText, type ByteText } from './byte-text.js';
import { EventPage } from './event-page.js';
import { EventService } from './event.service.js';
import { worksQuery } from './works-page.js';

const PATHS = new Set(['/event/', '/event']);

/**
 * `GET /event/`: what everybody looks at before the rush, and after. `EventController` is its long way. The page is
 * personal and never kept (`no-store`), so that a condition about a kept version is answered with the page.
 */
@Injectable()
export class EventLane implements FastLane {
  private readonly logger = new Logger(EventLane.name);

  constructor(
    private readonly cookie: SessionCookie,
    private readonly members: SignedInReader,
    private readonly event: EventService,
    private readonly page: EventPage,
    private readonly views: Views,
    private readonly clients: ClientNetworks,
  ) {}

  takes(request: IncomingMessage): boolean {
    return PATHS.has(pathOf(request)) && isPlainGet(request);
  }

  serve(request: IncomingMessage, reply: LaneReply): void {
    this.show(request, reply).catch((error: unknown) => reply.error(error));
  }

  private async show(request: IncomingMessage, reply: LaneReply): Promise<void> {
    let member: SignedInUser | undefined;
    try {
      const sessionId = this.cookie.sessionId(request.headers.cookie);
      member = sessionId ? await this.members.ofSession(sessionId) : undefined;
      const scene = await this.event.scene();
      const holdings = member && this.event.holdings(scene, member.id);
      const query = worksQuery(request.url ?? '');
      const networksOf = (): readonly string[] => this.clients.of(request);
      sendHtml(reply, 200, await this.page.of(scene, query, { member, holdings, networksOf }));
    } catch (error) {
      if (!wantsPage(request)) throw error;
      await this.showError(reply, error, member);
    }
  }

  /** The page that the error filter gives to a browser. */
  private async showError(reply: LaneReply, error: unknown, member: SignedInUser | undefined): Promise<void> {
    const { status, body, headers } = answerOrFault(error, this.logger, 'GET /event/');
    const html = await this.views.render('error', { ...errorPage(status, body), member });
    sendHtml(reply, status, byteText(html), headers);
  }
}

function sendHtml(reply: LaneReply, status: number, html: ByteText, more: Readonly<Record<string, string>> = {}): void {
  const described = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': html.length };
  reply.send(status, { ...described, 'Cache-Control': 'no-store', ...more }, html, 'latin1');
}
