import { Body, Controller, Get, Ip, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Settings } from '../../platform/config/settings.js';
import { presentForm, type PageForm } from '../../platform/http/pages/page-form.js';
import { pageAddress, pageRefusal, sendPage } from '../../platform/http/pages/page.js';
import { setRateLimit } from '../../platform/http/rate-limit-headers.js';
import { requestIdOf } from '../../platform/http/request-id.js';
import { QueuedAs, ReadsForms } from '../../platform/http/routes/route.decorators.js';
import { safeNext } from '../../platform/http/pages/safe-next.js';
import { AccountService } from '../account.service.js';
import { CurrentUser } from '../signed-in/current-user.decorator.js';
import { passwordHints } from './password-page-hints.js';
import type { SignedInUser } from '../signed-in/signed-in-user.js';
import { SignupReader } from '../signup/signup-reader.js';
import { SignupThrottle } from '../signup/signup-throttle.js';

type PageParameters = { readonly next?: unknown };

@Controller('signup-page')
@ReadsForms()
@QueuedAs('logins')
export class SignupPageController {
  constructor(
    private readonly accounts: AccountService,
    private readonly reader: SignupReader,
    private readonly throttle: SignupThrottle,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(
    @Query() { next }: PageParameters,
    @CurrentUser() member: SignedInUser | undefined,
    @Res() response: Response,
  ): void {
    sendPage(response, 'form', presentForm({ ...this.form(safeNext(next)), member }));
  }

  @Post()
  async signUp(@Body() body: unknown, @Ip() address: string, @Res() response: Response): Promise<void> {
    const next = safeNext((body as PageParameters | undefined)?.next);
    try {
      setRateLimit(response, await this.throttle.consume(address, requestIdOf(response)));
      await this.accounts.signUp(await this.reader.read(body), address);
    } catch (error) {
      const refusal = pageRefusal(error, response);
      return sendPage(response, 'form', presentForm(this.form(next), refusal, body), refusal);
    }
    response.redirect(303, pageAddress('/login-page/', { joined: '1', next }));
  }

  private form(next: string | undefined): PageForm {
    const password = { type: 'password', autocomplete: 'new-password', maxLength: 128 } as const;
    return {
      title: '회원가입',
      lead: '이메일 하나면 바로 시작할 수 있어요.',
      action: '/signup-page/',
      submit: '가입하기',
      next,
      fields: [
        { name: 'email', label: '이메일', type: 'email', autocomplete: 'username', maxLength: 255 },
        { ...password, name: 'password', label: '비밀번호', hints: passwordHints(this.settings.passwordRules) },
        { ...password, name: 'confirm_password', label: '비밀번호 확인', alsoNamed: 'non_field_errors' },
      ],
      elsewhere: { question: '이미 회원이신가요?', href: pageAddress('/login-page/', { next }), label: '로그인' },
    };
  }
}
