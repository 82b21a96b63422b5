import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { roleOf } from '../../account/role.js';
import { SignedInUsers } from '../../account/signed-in/signed-in-users.js';
import { LiveService } from '../../coupon/live/live.service.js';
import { RegisterFastPath, type FastPath } from '../../platform/http/fast-path/fast-path.js';
import type { FastPathReply } from '../../platform/http/fast-path/fast-path-reply.js';
import { isPlainGet, pathOf } from '../../platform/http/fast-path/plain-get.js';
import { SessionCookie } from '../../platform/session/session-cookie.js';
import { mayRun } from '../permissions.js';
import { OperatorPlaces } from './operator-places.js';

const PATH = /^\/admin\/api\/live\/([1-9]\d{0,8})(\/history)?$/;

/**
 * `GET /admin/api/live/{id}`, as `liveRouter` answers it: each open live view asks once a second. Session and role are read for each
 * request. Every refusal is left to Express, which knows the operator's language.
 */
@Injectable()
@RegisterFastPath()
export class LiveFastPath implements FastPath {
  constructor(
    private readonly cookie: SessionCookie,
    private readonly members: SignedInUsers,
    private readonly live: LiveService,
    private readonly places: OperatorPlaces,
  ) {}

  matches(request: IncomingMessage): boolean {
    return request.method === 'GET' && isPlainGet(request) && PATH.test(pathOf(request));
  }

  serve(request: IncomingMessage, reply: FastPathReply): void {
    this.answer(request).then(
      (json) => {
        if (!json) return reply.leaveToExpress();
        const content = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': json.length };
        reply.send(200, { ...content, 'Cache-Control': 'no-store' }, json);
      },
      () => reply.leaveToExpress(),
    );
  }

  /** @returns undefined if the request must be refused */
  private async answer(request: IncomingMessage): Promise<Buffer | undefined> {
    const sessionId = this.cookie.sessionId(request.headers.cookie);
    const member = sessionId ? await this.members.ofSession(sessionId) : undefined;
    const role = member && roleOf(member);
    if (!member || !role || !mayRun(role, 'coupons', 'live')) return undefined;
    const [, id, history] = PATH.exec(pathOf(request))!;
    const read = (): Promise<Buffer> => (history ? this.live.history(Number(id)) : this.live.snapshot(Number(id)));
    return this.places.run(member.id, role, read);
  }
}
