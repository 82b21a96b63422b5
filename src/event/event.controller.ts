import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CurrentUser } from '../account/signed-in/current-user.decorator.js';
import type { SignedInUser } from '../account/signed-in/signed-in-user.js';
import type { CouponUser } from '../coupon/issued/coupon-user.entity.js';
import { IssueService } from '../coupon/issuing/issue.service.js';
import { hasCode } from '../platform/errors/domain-error.js';
import { ClientNetworks } from '../platform/http/client-networks.js';
import { setRateLimit } from '../platform/http/rate-limit-headers.js';
import { requestIdOf } from '../platform/http/request-id.js';
import { QueuedAs, ReadsForms } from '../platform/http/routes/route.decorators.js';
import { pageAddress, pageRefusal } from '../platform/http/pages/page.js';
import { EventPage } from './page/event-page.js';
import { EventService, type EventSnapshot } from './event.service.js';
import { PressForm } from './press.form.js';
import { FIRST_PAGE, pageWith, worksAddress, worksQuery, type WorksQuery } from './page/works-page.js';
import { issuedElsewhere, messageOf, refused, type PressOutcome } from './press-outcome.js';

type Member = SignedInUser | undefined;

@Controller('event')
@ReadsForms()
@QueuedAs('presses')
export class EventController {
  constructor(
    private readonly event: EventService,
    private readonly issuing: IssueService,
    private readonly page: EventPage,
    private readonly clients: ClientNetworks,
  ) {}

  @Get()
  async show(@CurrentUser() member: Member, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.send(response, member, await this.event.snapshot(), worksQuery(request.originalUrl));
  }

  @Post()
  async press(@Body() press: PressForm, @CurrentUser() member: Member, @Res() response: Response): Promise<void> {
    if (!member) return response.redirect(303, pageAddress('/login-page/', { next: await this.addressOf(press) }));
    let issued: CouponUser;
    try {
      const admitted = await this.issuing.admit(member, requestIdOf(response), () => press);
      setRateLimit(response, admitted.allowance);
      issued = await this.issuing.issue(admitted.member, press);
    } catch (error) {
      return this.answer(response, member, refused(press, pageRefusal(error, response)));
    }
    const { heldCouponId } = await this.event.snapshot();
    if (heldCouponId === press.coupon) response.redirect(303, await this.addressOf(press));
    else await this.answer(response, member, issuedElsewhere(press, issued));
  }

  /** The address of the pressed work on its page. */
  private async addressOf({ work }: PressForm): Promise<string> {
    const { catalog } = await this.event.snapshot();
    return `${worksAddress(pageWith(catalog, work))}#work-${work}`;
  }

  private async answer(response: Response, member: Member, outcome: PressOutcome): Promise<void> {
    // A refusal that says nothing about the coupon or the work (429, 503) cannot contradict the cached snapshot.
    const snapshot = await (outcome.status === 400 ? this.event.freshSnapshot() : this.event.snapshot());
    try {
      await this.send(response, member, snapshot, pageWith(snapshot.catalog, outcome.press.work), outcome);
    } catch (error) {
      if (!hasCode(error, 'OVERLOADED')) throw error;
      // The first page is always available. It shows the refusal above its works.
      await this.send(response, member, snapshot, FIRST_PAGE, outcome);
    }
  }

  private async send(
    response: Response,
    member: Member,
    snapshot: EventSnapshot,
    query: WorksQuery,
    outcome?: PressOutcome,
  ): Promise<void> {
    const holdings = member && this.event.holdings(snapshot, member.id);
    const refusal = outcome && { workId: outcome.press.work, message: messageOf(outcome, snapshot.heldCouponId) };
    const networksOf = (): readonly string[] => this.clients.of(response.req);
    const html = await this.page.of(snapshot, query, { member, holdings, refusal, networksOf });
    const { status = 200, headers = {} } = outcome ?? {};
    response.status(status).set(headers).type('html').send(Buffer.from(html, 'latin1'));
  }
}
