import { Controller, Get, Module, Post } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { markedRoutes } from './marked-routes.js';
import { QueuedAs, ReadsForms } from './route.decorators.js';

@Controller('form-page')
@ReadsForms()
@QueuedAs('logins')
class FormPageController {
  @Post()
  send(): void {}
}

@Controller(['account', 'member'])
class AccountController {
  @Post(['login/', 'sign-in'])
  @QueuedAs('logins')
  login(): void {}

  @Get()
  show(): void {}
}

@Controller()
class HomeController {
  @Get()
  show(): void {}
}

@Module({ imports: [DiscoveryModule], controllers: [FormPageController, AccountController, HomeController] })
class RoutesModule {}

describe('markedRoutes', () => {
  let discovery: DiscoveryService;

  beforeAll(async () => {
    const context = await NestFactory.createApplicationContext(RoutesModule, { logger: false });
    discovery = context.get(DiscoveryService);
  });

  it('finds the paths of marked controllers', () => {
    expect([...markedRoutes(discovery, ReadsForms).keys()]).toEqual(['/form-page']);
  });

  it('finds the paths of marked methods, with the value of the mark', () => {
    expect(Object.fromEntries(markedRoutes(discovery, QueuedAs))).toEqual({
      '/form-page': 'logins',
      '/account/login': 'logins',
      '/account/sign-in': 'logins',
      '/member/login': 'logins',
      '/member/sign-in': 'logins',
    });
  });
});
