import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { SignedInUser } from '../account/signed-in-user.js';
import { SignedInReader } from '../account/signed-in.reader.js';
import { Memo } from '../platform/cache/memo.js';
import type { FastLane } from '../platform/http/fast-lane.adapter.js';
import type { LaneReply } from '../platform/http/lane-reply.js';
import { readForm } from '../platform/http/form.pipe.js';
import { isPlainJson, parseJson, readText } from '../platform/http/plain-json.js';
import { SessionCookie } from '../platform/session/session-cookie.js';
import { IssueDesk } from './issue-desk.service.js';
import { IssueForm } from './issue.form.js';

const PATHS = new Set(['/couponuser/', '/couponuser']);

/** `POST /couponuser/` with a plain JSON body: the rush. `CouponUserController` is its long way. */
@Injectable()
export class PressLane implements FastLane {
  /** One event is a coupon and some works: the same few bodies come thousands of times. */
  private readonly forms = new Memo<IssueForm>(2_000, 200);

  constructor(
    private readonly cookie: SessionCookie,
    private readonly members: SignedInReader,
    private readonly desk: IssueDesk,
  ) {}

  takes(request: IncomingMessage): boolean {
    return request.method === 'POST' && PATHS.has(request.url ?? '') && isPlainJson(request);
  }

  serve(request: IncomingMessage, reply: LaneReply): void {
    this.press(request).then(
      (issued) => reply.json(201, issued),
      (error: unknown) => reply.error(error),
    );
  }

  private async press(request: IncomingMessage): Promise<Record<string, unknown>> {
    const [text, member] = await Promise.all([readText(request), this.member(request)]);
    return this.desk.press(member, () => this.forms.of(text, formIn)!);
  }

  private member({ headers }: IncomingMessage): Promise<SignedInUser | undefined> | undefined {
    const sessionId = this.cookie.sessionId(headers.cookie);
    return sessionId ? this.members.ofSession(sessionId) : undefined;
  }
}

/** @throws DomainError `PARSE_ERROR`, `INVALID` */
const formIn = (text: string): IssueForm => readForm(IssueForm, parseJson(text));
