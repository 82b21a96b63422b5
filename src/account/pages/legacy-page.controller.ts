import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

/** Redirects the original service's addresses of the two pages, which existing links still use. */
@Controller('account')
export class LegacyPageController {
  @Get(['login-page', 'signup-page'])
  redirect(@Req() { path, url }: Request, @Res() response: Response): void {
    const page = path.includes('login-page') ? '/login-page/' : '/signup-page/';
    const query = url.indexOf('?');
    response.redirect(302, query < 0 ? page : page + url.slice(query));
  }
}
