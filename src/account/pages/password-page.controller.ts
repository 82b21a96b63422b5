import { Body, Controller, Get, Ip, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../platform/config/settings.js';
import { readForm } from '../../platform/validation/form.pipe.js';
import { presentForm, type PageForm } from '../../platform/http/pages/page-form.js';
import { pageAddress, pageRefusal, sendPage } from '../../platform/http/pages/page.js';
import { requestIdOf } from '../../platform/http/request-id.js';
import { QueuedAs, ReadsForms } from '../../platform/http/routes/route.decorators.js';
import { passwordsDiffer } from '../account.errors.js';
import { ChangePasswordDto } from '../account.dto.js';
import { AccountService } from '../account.service.js';
import { CurrentUser } from '../signed-in/current-user.decorator.js';
import { openSession } from '../login/session-login.js';
import { passwordHints } from './password-page-hints.js';
import type { SignedInUser } from '../signed-in/signed-in-user.js';

const PATH = '/password-page/';
const LOGIN_AND_BACK = pageAddress('/login-page/', { next: PATH });

type Member = SignedInUser | undefined;

@Controller('password-page')
@ReadsForms()
@QueuedAs('logins')
export class PasswordPageController {
  constructor(
    private readonly accounts: AccountService,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(@Query('changed') changed: unknown, @CurrentUser() member: Member, @Res() response: Response): void {
    if (!member) return response.redirect(303, LOGIN_AND_BACK);
    const notice = changed === undefined ? undefined : '비밀번호를 바꿨어요. 다른 기기에서는 모두 로그아웃되었어요.';
    sendPage(response, 'form', presentForm({ ...this.form(member), notice }));
  }

  @Post()
  async change(
    @Body() body: unknown,
    @CurrentUser() member: Member,
    @Ip() address: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!member) return response.redirect(303, LOGIN_AND_BACK);
    try {
      const form = readForm(ChangePasswordDto, body);
      if (form.new_password !== form.confirm_password) throw passwordsDiffer();
      const { current_password, new_password } = form;
      const client = { address, requestId: requestIdOf(response) };
      await openSession(request, await this.accounts.changePassword(member.id, current_password, new_password, client));
    } catch (error) {
      const refusal = pageRefusal(error, response);
      return sendPage(response, 'form', presentForm(this.form(member), refusal), refusal);
    }
    response.redirect(303, pageAddress(PATH, { changed: '1' }));
  }

  private form(member: SignedInUser): PageForm {
    const fresh = { type: 'password', autocomplete: 'new-password', maxLength: 128 } as const;
    const hints = passwordHints(this.settings.passwordRules);
    return {
      title: '비밀번호 변경',
      lead: '바꾸면 다른 기기에서는 모두 로그아웃돼요.',
      action: PATH,
      submit: '변경하기',
      account: member.email,
      member,
      fields: [
        { ...fresh, name: 'current_password', label: '현재 비밀번호', autocomplete: 'current-password' },
        { ...fresh, name: 'new_password', label: '새 비밀번호', hints, alsoNamed: 'password' },
        { ...fresh, name: 'confirm_password', label: '새 비밀번호 확인', alsoNamed: 'non_field_errors' },
      ],
    };
  }
}
