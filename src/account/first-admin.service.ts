import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import type { Repository } from 'typeorm';
import { SettingError } from '../platform/config/setting-error.js';
import { Settings } from '../platform/config/settings.js';
import { hasCode } from '../platform/errors/domain-error.js';
import { emailProblem, textProblem } from '../platform/validation/field.js';
import { AccountService } from './account.service.js';
import { emailKey } from './email-address.js';
import { PasswordPolicy } from './password/password-policy.js';
import { User } from './user.entity.js';

const DEFAULT_EMAIL = 'admin@toodat.local';

/** Somebody must be able to open `/admin`: on a new database the first start makes that account. */
@Injectable()
export class FirstAdminService implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstAdminService.name);

  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly accounts: AccountService,
    private readonly policy: PasswordPolicy,
    private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { firstAdmin, production } = this.settings;
    if (firstAdmin) return this.fromSettings(firstAdmin.email.trim(), firstAdmin.password);
    if (await this.users.existsBy({ isAdmin: true })) return;
    if (production) return this.logger.warn('Nobody can open /admin: set SUPERUSER_EMAIL and SUPERUSER_PASSWORD.');
    const password = randomBytes(12).toString('base64url');
    // Of processes that start at the same moment, one makes the account, and its password alone is the right one.
    if (!(await this.make(DEFAULT_EMAIL, password))) return;
    // Shown this once, on the terminal of whoever tries the service out; only its hash is kept.
    process.stdout.write(`First admin: ${DEFAULT_EMAIL} / ${password} (shown only this once)\n`);
  }

  /** The rules of sign-up hold, so that nobody gets an account that cannot log in. @throws SettingError */
  private async fromSettings(email: string, password: string): Promise<void> {
    const unusable = emailProblem(email, 255);
    if (unusable) throw new SettingError('SUPERUSER_EMAIL', `is no e-mail address for an account: ${unusable.en}`);
    if (await this.isThere(email)) return;
    if (password !== password.trim()) {
      throw new SettingError('SUPERUSER_PASSWORD', 'must not begin or end with a space: the login cuts spaces off.');
    }
    const overlong = textProblem(password, 128);
    const [problem] = overlong ? [overlong] : this.policy.problems(password, email);
    if (problem) throw new SettingError('SUPERUSER_PASSWORD', `breaks a rule for passwords: ${problem.en}`);
    await this.make(email, password);
  }

  private async isThere(email: string): Promise<boolean> {
    const member = await this.users.findOneBy({ emailKey: emailKey(email) });
    if (member && !(member.isAdmin && member.isActive)) {
      const lacks = member.isActive ? 'has no admin rights' : 'is deactivated';
      this.logger.warn(
        `The account of SUPERUSER_EMAIL was there before and ${lacks}: it was not changed. Let an admin change it, or set another address.`,
      );
    }
    return member !== null;
  }

  /** @returns whether it was made; not if another process that started at the same moment made it */
  private async make(email: string, password: string): Promise<boolean> {
    try {
      await this.accounts.create(email, password, { isAdmin: true });
      return true;
    } catch (error) {
      if (!hasCode(error, 'EMAIL_TAKEN')) throw error;
      return false;
    }
  }
}
