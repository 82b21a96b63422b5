import { Body, Controller, HttpCode, Ip, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { setRateLimit } from '../platform/http/rate-limit-headers.js';
import { requestIdOf } from '../platform/http/request-id.js';
import { QueuedAs } from '../platform/http/routes/route.decorators.js';
import { SESSION_COOKIE } from '../platform/session/session-cookie.js';
import { AccountService } from './account.service.js';
import { LocalAuthGuard } from './login/local-auth.guard.js';
import { AuthenticatedGuard } from './signed-in/authenticated.guard.js';
import { closeSession } from './login/session-login.js';
import { SignupReader } from './signup/signup-reader.js';
import { SignupThrottle } from './signup/signup-throttle.js';

@Controller('account')
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly reader: SignupReader,
    private readonly throttle: SignupThrottle,
  ) {}

  @Post('signup')
  @QueuedAs('logins')
  async signUp(
    @Body() body: unknown,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ email: string }> {
    setRateLimit(response, await this.throttle.consume(address, requestIdOf(response)));
    const { email } = await this.accounts.signUp(await this.reader.read(body), address);
    return { email };
  }

  @Post('login')
  @QueuedAs('logins')
  @HttpCode(200)
  @UseGuards(LocalAuthGuard)
  logIn(): { result: string } {
    return { result: '로그인 성공' };
  }

  @Post('logout')
  @HttpCode(200)
  @UseGuards(AuthenticatedGuard)
  async logOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<{ result: string }> {
    await closeSession(request);
    response.clearCookie(SESSION_COOKIE);
    return { result: '로그아웃 성공' };
  }
}
