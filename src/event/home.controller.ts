import { Controller, Get, Redirect } from '@nestjs/common';

@Controller()
export class HomeController {
  @Get()
  @Redirect('/event/', 302)
  show(): void {
    // The event page is the only public page.
  }
}
