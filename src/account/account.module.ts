import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionModule } from '../platform/session/session.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { FirstAdminService } from './first-admin.service.js';
import { FormerPageController } from './former-page.controller.js';
import { LegacyHashWatch } from './legacy-hash-watch.service.js';
import { LocalStrategy } from './local.strategy.js';
import { LoginPageController } from './login-page.controller.js';
import { LoginThrottle } from './login-throttle.js';
import { LogoutPageController } from './logout-page.controller.js';
import { MemberAdminService } from './member-admin.service.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordPageController } from './password-page.controller.js';
import { PasswordPolicy } from './password-policy.js';
import { SessionSerializer } from './session.serializer.js';
import { SignedInReader } from './signed-in.reader.js';
import { SignUpReader } from './sign-up.reader.js';
import { SignupPageController } from './signup-page.controller.js';
import { SignupThrottle } from './signup-throttle.js';
import { User } from './user.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([User]), SessionModule, PassportModule.register({ session: true })],
  controllers: [
    AccountController,
    FormerPageController,
    LoginPageController,
    LogoutPageController,
    PasswordPageController,
    SignupPageController,
  ],
  providers: [
    AccountService,
    FirstAdminService,
    LegacyHashWatch,
    LocalStrategy,
    LoginThrottle,
    MemberAdminService,
    PasswordHasher,
    PasswordPolicy,
    SessionSerializer,
    SignedInReader,
    SignUpReader,
    SignupThrottle,
  ],
  exports: [AccountService, MemberAdminService, SignedInReader],
})
export class AccountModule {}
