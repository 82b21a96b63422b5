import { Body, Controller, Get, Ip, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readForm } from '../../platform/validation/form.pipe.js';
import { presentForm, type PageForm } from '../../platform/http/pages/page-form.js';
import { pageAddress, pageRefusal, sendPage } from '../../platform/http/pages/page.js';
import { requestIdOf } from '../../platform/http/request-id.js';
import { QueuedAs, ReadsForms } from '../../platform/http/routes/route.decorators.js';
import { safeNext } from '../../platform/http/pages/safe-next.js';
import { LoginDto } from '../account.dto.js';
import { AccountService } from '../account.service.js';
import { CurrentUser } from '../signed-in/current-user.decorator.js';
import { openLoginSession } from '../login/session-login.js';
import type { SignedInUser } from '../signed-in/signed-in-user.js';

const AFTER_LOGIN = '/event/';

type PageParameters = { readonly next?: unknown; readonly joined?: unknown };

@Controller('login-page')
@ReadsForms()
@QueuedAs('logins')
export class LoginPageController {
  constructor(private readonly accounts: AccountService) {}

  @Get()
  show(
    @Query() { next, joined }: PageParameters,
    @CurrentUser() member: SignedInUser | undefined,
    @Res() response: Response,
  ): void {
    const notice = joined === undefined ? undefined : '가입을 마쳤어요. 이제 로그인해 주세요.';
    sendPage(response, 'form', presentForm({ ...loginForm(safeNext(next), member), notice }));
  }

  @Post()
  async logIn(
    @Body() body: unknown,
    @Ip() address: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const next = safeNext((body as PageParameters | undefined)?.next);
    try {
      const { email, password } = readForm(LoginDto, body);
      const client = { address, requestId: requestIdOf(response) };
      await openLoginSession(request, await this.accounts.authenticate(email, password, client));
    } catch (error) {
      const refusal = pageRefusal(error, response);
      return sendPage(response, 'form', presentForm(loginForm(next), refusal, body), refusal);
    }
    response.redirect(303, next ?? AFTER_LOGIN);
  }
}

function loginForm(next: string | undefined, member?: SignedInUser): PageForm {
  return {
    title: '로그인',
    lead: next && '로그인하면 보던 곳으로 돌아가요.',
    action: '/login-page/',
    submit: '로그인',
    next,
    member,
    fields: [
      { name: 'email', label: '이메일', type: 'email', autocomplete: 'username', maxLength: 255 },
      { name: 'password', label: '비밀번호', type: 'password', autocomplete: 'current-password', maxLength: 128 },
    ],
    elsewhere: member
      ? { question: '이미 로그인되어 있어요.', href: next ?? AFTER_LOGIN, label: '그대로 계속하기' }
      : { question: '아직 회원이 아니신가요?', href: pageAddress('/signup-page/', { next }), label: '회원가입' },
  };
}
