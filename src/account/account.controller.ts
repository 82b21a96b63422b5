import { Body, Controller, HttpCode, Ip, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SESSION_COOKIE } from '../platform/session/session-cookie.js';
import { AccountService } from './account.service.js';
import { LogInGuard } from './log-in.guard.js';
import { LoggedInGuard } from './logged-in.guard.js';
import { closeSession } from './open-session.js';
import { SignUpReader } from './sign-up.reader.js';
import { SignupThrottle } from './signup-throttle.js';

@Controller('account')
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly reader: SignUpReader,
    private readonly throttle: SignupThrottle,
  ) {}

  @Post('signup')
  async signUp(@Body() body: unknown, @Ip() address: string): Promise<{ email: string }> {
    await this.throttle.take(address);
    const { email } = await this.accounts.signUp(await this.reader.read(body), address);
    return { email };
  }

  @Post('login')
  @HttpCode(200)
  @UseGuards(LogInGuard)
  logIn(): { result: string } {
    return { result: '로그인 성공' };
  }

  @Post('logout')
  @HttpCode(200)
  @UseGuards(LoggedInGuard)
  async logOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<{ result: string }> {
    await closeSession(request);
    response.clearCookie(SESSION_COOKIE);
    return { result: '로그아웃 성공' };
  }
}
