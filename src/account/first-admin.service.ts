import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import type { Repository } from 'typeorm';
import { SettingError } from '../platform/config/setting-error.js';
import { Settings } from '../platform/config/settings.js';
import { hasCode } from '../platform/errors/domain-error.js';
import { AccountService } from './account.service.js';
import { emailKey } from './email-address.js';
import { PasswordPolicy } from './password/password-policy.js';
import { User } from './user.entity.js';

const DEFAULT_EMAIL = 'admin@toodat.local';

/** Creates the first admin at startup, so that `/admin` can be used with a new database. */
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
    const { firstAdmin, production, trial } = this.settings;
    if (firstAdmin) return this.fromSettings(firstAdmin.email, firstAdmin.password);
    if (await this.users.existsBy({ isAdmin: true })) return;
    if (production && !trial) {
      return this.logger.warn('No account can open /admin. Set SUPERUSER_EMAIL and SUPERUSER_PASSWORD.');
    }
    const password = randomBytes(12).toString('base64url');
    // When several processes start at the same time, only the one that created the account prints its password.
    if (!(await this.create(DEFAULT_EMAIL, password))) return;
    // Written to standard output and not to the log, because only the password's hash is stored.
    process.stdout.write(`First admin: ${DEFAULT_EMAIL} / ${password} (shown only this once)\n`);
  }

  /** @throws SettingError if the password breaks a rule of sign-up */
  private async fromSettings(email: string, password: string): Promise<void> {
    if (await this.exists(email)) return;
    const [problem] = this.policy.problems(password, email);
    if (problem) throw new SettingError('SUPERUSER_PASSWORD', `violates a password rule: ${problem.en}`);
    await this.create(email, password);
  }

  private async exists(email: string): Promise<boolean> {
    const member = await this.users.findOneBy({ emailKey: emailKey(email) });
    if (member && !(member.isAdmin && member.isActive)) {
      const lacks = member.isActive ? 'has no admin rights' : 'is deactivated';
      this.logger.warn(
        `The account of SUPERUSER_EMAIL already exists and ${lacks}. It was not changed. Ask an admin to change the account, or set another address.`,
      );
    }
    return member !== null;
  }

  /** @returns false if another process that started at the same time has created the account */
  private async create(email: string, password: string): Promise<boolean> {
    try {
      await this.accounts.create(email, password, { isAdmin: true });
      return true;
    } catch (error) {
      if (!hasCode(error, 'EMAIL_TAKEN')) throw error;
      return false;
    }
  }
}
