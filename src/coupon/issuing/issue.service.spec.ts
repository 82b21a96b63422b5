import { jest } from '@jest/globals';
import type { Response } from 'express';
import { StandingQueue } from '../../platform/http/overload/standing-queue.js';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import type { SignedInUsers } from '../../account/signed-in/signed-in-users.js';
import type { FastPathReply } from '../../platform/http/fast-path/fast-path-reply.js';
import type { SessionCookie } from '../../platform/session/session-cookie.js';
import { throttled } from '../../platform/throttle/throttled.js';
import type { CouponIssuer } from './coupon-issuer.js';
import { IssueController } from './issue.controller.js';
import { IssueService } from './issue.service.js';
import type { RejectedPresses } from '../rejected/rejected-presses.js';
import type { IssueThrottle } from './issue-throttle.js';
import { LiveCounters } from '../live/live-counters.js';
import { PressFastPath } from './press.fast-path.js';

const MEMBER = { id: 1 } as SignedInUser;
const response = { getHeader: () => 'request' } as unknown as Response;
const INVALID_BODY = 'neither JSON nor a form';

describe('A press', () => {
  const consume = jest.fn<IssueThrottle['consume']>();
  const issuing = new IssueService({} as CouponIssuer, { consume } as unknown as IssueThrottle, {} as RejectedPresses);
  const controller = new IssueController(issuing);

  /** @returns the code of the error on the fast path */
  function codeOnFastPath(member: SignedInUser | undefined): Promise<unknown> {
    const cookie = { sessionId: () => 'session' } as unknown as SessionCookie;
    const members = { ofSession: () => Promise.resolve(member) } as unknown as SignedInUsers;
    const request = Object.assign(Readable.from([Buffer.from(INVALID_BODY)]), {
      headers: { 'content-length': String(INVALID_BODY.length) },
    }) as unknown as IncomingMessage;
    return new Promise((resolve) => {
      const reply = { error: ({ code }: { code: string }) => resolve(code) } as unknown as FastPathReply;
      new PressFastPath(new StandingQueue(), cookie, members, issuing, new LiveCounters()).serve(request, reply);
    });
  }

  it('is not parsed when nobody is logged in', async () => {
    expect(await codeOnFastPath(undefined)).toBe('NOT_AUTHENTICATED');
    const member = undefined as unknown as SignedInUser;
    await expect(controller.issue(INVALID_BODY, member, response)).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' });
  });

  it('is not parsed when the member pressed too often', async () => {
    consume.mockImplementation(() => Promise.reject(throttled(7, 240)));
    expect(await codeOnFastPath(MEMBER)).toBe('THROTTLED');
    await expect(controller.issue(INVALID_BODY, MEMBER, response)).rejects.toMatchObject({ code: 'THROTTLED' });
  });
});
