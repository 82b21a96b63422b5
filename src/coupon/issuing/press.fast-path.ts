import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import { SignedInUsers } from '../../account/signed-in/signed-in-users.js';
import { BoundedCache } from '../../platform/cache/bounded-cache.js';
import { StandingQueue } from '../../platform/http/overload/standing-queue.js';
import { overloadedRequests } from '../../platform/metrics/refused-requests.js';
import { RegisterFastPath, type FastPath } from '../../platform/http/fast-path/fast-path.js';
import type { FastPathReply } from '../../platform/http/fast-path/fast-path-reply.js';
import { readForm } from '../../platform/validation/form.pipe.js';
import { isPlainJson, parseJson, readText } from '../../platform/http/fast-path/plain-json.js';
import { SessionCookie } from '../../platform/session/session-cookie.js';
import { LiveCounters, UNATTRIBUTED } from '../live/live-counters.js';
import { IssueService } from './issue.service.js';
import { presentCouponUser } from '../issued/coupon-user.presenter.js';
import { IssueDto } from './issue.dto.js';

const PATHS = new Set(['/couponuser/', '/couponuser']);

/** `POST /couponuser/` with a plain JSON body, as `IssueController` answers it. */
@Injectable()
@RegisterFastPath()
export class PressFastPath implements FastPath {
  /** Parsed bodies by their text: an event has one coupon and some works, so few different bodies are sent often. At
   * most 2,000, of at most 200 characters. */
  private readonly bodies = new BoundedCache<IssueDto>(2_000, 200);

  constructor(
    private readonly queue: StandingQueue,
    private readonly cookie: SessionCookie,
    private readonly members: SignedInUsers,
    private readonly issuing: IssueService,
    private readonly live: LiveCounters,
  ) {}

  matches(request: IncomingMessage): boolean {
    return request.method === 'POST' && PATHS.has(request.url ?? '') && isPlainJson(request);
  }

  serve(request: IncomingMessage, reply: FastPathReply): void {
    const start = (): void =>
      void this.press(request, reply).then(
        (issued) => reply.json(201, issued),
        (error: unknown) => reply.error(error),
      );
    this.queue.enter({ start, refuse: () => this.refuse(reply), isGone: () => request.socket.destroyed });
  }

  /** Before session and body are read: while presses come faster than they are answered, a refusal must cost little. */
  private refuse(reply: FastPathReply): void {
    overloadedRequests.inc();
    this.live.of(UNATTRIBUTED).OVERLOADED += 1;
    reply.overloaded();
  }

  private async press(request: IncomingMessage, reply: FastPathReply): Promise<Record<string, unknown>> {
    const text = await readText(request);
    const since = this.queue.now();
    // Not before: the body may end long after the head, and the member may have logged out meanwhile.
    const member = await this.member(request);
    const admitted = await this.issuing.admit(member, reply.requestId, () => this.bodies.peek(text));
    reply.setRateLimit(admitted.allowance);
    const press = this.bodies.get(text, parseBody)!;
    return presentCouponUser(await this.queue.run(since, () => this.issuing.issue(admitted.member, press)));
  }

  private async member({ headers }: IncomingMessage): Promise<SignedInUser | undefined> {
    const sessionId = this.cookie.sessionId(headers.cookie);
    return sessionId ? this.members.ofSession(sessionId) : undefined;
  }
}

/** @throws DomainError `PARSE_ERROR`, `INVALID` */
const parseBody = (text: string): IssueDto => readForm(IssueDto, parseJson(text));
