import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CurrentUser } from '../account/current-user.decorator.js';
import type { SignedInUser } from '../account/signed-in-user.js';
import type { CouponUser } from '../coupon/coupon-user.entity.js';
import { IssueDesk } from '../coupon/issue-desk.service.js';
import { pageAddress, pageRefusal } from '../platform/http/page.js';
import { EventPage } from './event-page.js';
import { EventService } from './event.service.js';
import { PressForm } from './press.form.js';
import { issuedElsewhere, refused, wordsOf, type PressOutcome } from './press-outcome.js';

type Member = SignedInUser | undefined;

@Controller('event')
export class EventController {
  constructor(
    private readonly event: EventService,
    private readonly desk: IssueDesk,
    private readonly page: EventPage,
  ) {}

  @Get()
  show(@CurrentUser() member: Member, @Res() response: Response): Promise<void> {
    return this.send(response, member);
  }

  @Post()
  async press(@Body() press: PressForm, @CurrentUser() member: Member, @Res() response: Response): Promise<void> {
    const back = `/event/#work-${press.work}`;
    if (!member) return response.redirect(303, pageAddress('/login-page/', { next: back }));
    let issued: CouponUser;
    try {
      issued = await this.desk.issue(member, press);
    } catch (error) {
      return this.send(response, member, refused(press, pageRefusal(error)));
    }
    const { heldOf } = await this.event.scene();
    if (heldOf === press.coupon) response.redirect(303, back);
    else await this.send(response, member, issuedElsewhere(press, issued));
  }

  private async send(response: Response, member: Member, outcome?: PressOutcome): Promise<void> {
    // What is remembered cannot contradict a refusal that says nothing of coupon or work: too many presses, no database.
    const scene = await (outcome?.status === 400 ? this.event.sceneNow() : this.event.scene());
    const holdings = member && (await this.event.holdings(scene, member.id));
    const refusal = outcome && { workId: outcome.press.work, words: wordsOf(outcome, scene.heldOf) };
    const html = await this.page.of(scene, { member, holdings, refusal });
    const { status = 200, headers = {} } = outcome ?? {};
    response.status(status).set(headers).type('html').send(Buffer.from(html, 'latin1'));
  }
}
