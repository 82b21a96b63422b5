import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditLogModule } from '../platform/audit-log/audit-log.module.js';
import { Settings } from '../platform/config/settings.js';
import { Transactions } from '../platform/database/transactions.js';
import { SessionModule } from '../platform/session/session.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { FirstAdminService } from './first-admin.service.js';
import { LegacyPageController } from './pages/legacy-page.controller.js';
import { LegacyHashWatch } from './password/legacy-hash-watch.js';
import { LocalStrategy } from './login/local.strategy.js';
import { LoginAttemptStore } from './login/login-attempt-store.js';
import { LoginAttemptSweeper } from './login/login-attempt.sweeper.js';
import { loginAttemptStore } from './login/login-attempt-store.factory.js';
import { LoginPageController } from './pages/login-page.controller.js';
import { LoginThrottle } from './login/login-throttle.js';
import { LogoutPageController } from './pages/logout-page.controller.js';
import { MemberAdminService } from './member-admin.service.js';
import { PasswordHasher } from './password/password-hasher.js';
import { PasswordPageController } from './pages/password-page.controller.js';
import { PasswordPolicy } from './password/password-policy.js';
import { SessionSerializer } from './login/session.serializer.js';
import { SignedInUsers } from './signed-in/signed-in-users.js';
import { SignupReader } from './signup/signup-reader.js';
import { SignupPageController } from './pages/signup-page.controller.js';
import { SignupThrottle } from './signup/signup-throttle.js';
import { User } from './user.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([User]),
    AuditLogModule,
    SessionModule,
    PassportModule.register({ session: true }),
  ],
  controllers: [
    AccountController,
    LegacyPageController,
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
    { provide: LoginAttemptStore, inject: [Settings, Transactions], useFactory: loginAttemptStore },
    LoginAttemptSweeper,
    LoginThrottle,
    MemberAdminService,
    PasswordHasher,
    PasswordPolicy,
    SessionSerializer,
    SignedInUsers,
    SignupReader,
    SignupThrottle,
  ],
  exports: [AccountService, MemberAdminService, SignedInUsers],
})
export class AccountModule {}
