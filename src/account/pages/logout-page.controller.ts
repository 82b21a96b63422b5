import { Controller, Post, Req, Res } from '@nestjs/common';
import { ReadsForms } from '../../platform/http/routes/route.decorators.js';
import type { Request, Response } from 'express';
import { SESSION_COOKIE } from '../../platform/session/session-cookie.js';
import { closeSession } from '../login/session-login.js';

/** Handles the logout button. POST only, so that a link cannot log a member out. */
@Controller('logout-page')
@ReadsForms()
export class LogoutPageController {
  @Post()
  async logOut(@Req() request: Request, @Res() response: Response): Promise<void> {
    await closeSession(request);
    response.clearCookie(SESSION_COOKIE);
    response.redirect(303, '/event/');
  }
}
