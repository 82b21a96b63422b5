import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CurrentUser } from '../account/current-user.decorator.js';
import type { SignedInUser } from '../account/signed-in-user.js';
import { IssueDesk } from '../coupon/issue-desk.service.js';
import type { Answer } from '../platform/http/answer.js';
import { pageAddress, pageRefusal } from '../platform/http/page.js';
import { EventPage } from './event-page.js';
import { EventService } from './event.service.js';
import { PressForm } from './press.form.js';
import { pressWords } from './press-words.js';

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
    try {
      await this.desk.issue(member, press);
    } catch (error) {
      return this.send(response, member, { workId: press.work, answer: pageRefusal(error) });
    }
    response.redirect(303, back);
  }

  private async send(response: Response, member: Member, refused?: { workId: number; answer: Answer }): Promise<void> {
    // What is remembered cannot contradict a refusal that says nothing of coupon or work: too many presses, no database.
    const [scene, holdings] = await Promise.all([
      refused?.answer.status === 400 ? this.event.sceneNow() : this.event.scene(),
      member && this.event.holdings(member.id),
    ]);
    const refusal = refused && { workId: refused.workId, words: pressWords(refused.answer.body) };
    const html = await this.page.of(scene, { member, holdings, refusal });
    const { status = 200, headers = {} } = refused?.answer ?? {};
    response.status(status).set(headers).type('html').send(Buffer.from(html, 'latin1'));
  }
}
