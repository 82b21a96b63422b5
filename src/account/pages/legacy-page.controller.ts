import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

/** Where the original had the two pages; links to them are still about. */
@Controller('account')
export class LegacyPageController {
  @Get(['login-page', 'signup-page'])
  redirect(@Req() { path, url }: Request, @Res() response: Response): void {
    const page = path.includes('login-page') ? '/login-page/' : '/signup-page/';
    const query = url.indexOf('?');
    response.redirect(302, query < 0 ? page : page + url.slice(query));
  }
}
