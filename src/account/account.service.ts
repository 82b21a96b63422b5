import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { constraintViolation } from '../platform/database/constraint-violation.js';
import { Transactions } from '../platform/database/transactions.js';
import { Clock } from '../platform/time/clock.js';
import {
  emailTaken,
  invalidCredentials,
  noSuchMember,
  passwordsDiffer,
  weakPassword,
  wrongCurrentPassword,
} from './account.errors.js';
import type { SignupDto } from './account.dto.js';
import { emailKey, normalizeEmail } from './email-address.js';
import { LoginThrottle } from './login/login-throttle.js';
import { PasswordHasher } from './password/password-hasher.js';
import { PasswordPolicy } from './password/password-policy.js';
import { User } from './user.entity.js';

/** A member's own account: joining, proving who they are, changing the password. */
@Injectable()
export class AccountService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly transactions: Transactions,
    private readonly passwords: PasswordHasher,
    private readonly policy: PasswordPolicy,
    private readonly throttle: LoginThrottle,
    private readonly clock: Clock,
  ) {}

  /** @param address the client's. @throws DomainError `PASSWORD_MISMATCH`, `WEAK_PASSWORD`, `EMAIL_TAKEN` */
  async signUp({ email, password, confirm_password }: SignupDto, address: string): Promise<User> {
    if (password !== confirm_password) throw passwordsDiffer();
    this.requireStrong(password, email);
    return this.create(email, password, { isAdmin: false, address });
  }

  /** Makes an account without asking the password rules, which are for visitors. @throws DomainError `EMAIL_TAKEN` */
  async create(
    email: string,
    password: string,
    { isAdmin, address }: { isAdmin: boolean; address?: string },
  ): Promise<User> {
    const now = this.clock.now();
    const row = {
      email: normalizeEmail(email),
      emailKey: emailKey(email),
      password: await this.passwords.hash(password, address),
      isAdmin,
      createdAt: now,
      updatedAt: now,
    };
    try {
      const [id] = await this.transactions.run((tx) => tx.insert(User, [row]));
      return await this.users.findOneByOrFail({ id: id! });
    } catch (error) {
      throw constraintViolation(error) === 'unique' ? emailTaken() : error;
    }
  }

  /** @param address the client's, for the limit on failed tries. @throws DomainError `INVALID_CREDENTIALS`, `THROTTLED` */
  async authenticate(email: string, password: string, address: string): Promise<User> {
    const key = emailKey(email);
    const user = await this.throttle.attempt(key, address, () => this.verified(key, password, address));
    if (!user) throw invalidCredentials();
    return user;
  }

  /** Ends every session of the member, this one included: the caller opens a new one. */
  async changePassword(userId: number, currentPassword: string, newPassword: string, address: string): Promise<User> {
    const user = await this.users.findOneBy({ id: userId });
    if (!user) throw noSuchMember();
    const proved = await this.throttle.attempt(user.emailKey, address, () =>
      this.verified(user.emailKey, currentPassword, address),
    );
    if (!proved) throw wrongCurrentPassword();
    this.requireStrong(newPassword, user.email);
    const password = await this.passwords.hash(newPassword, address);
    const change = { password, sessionEpoch: () => 'session_epoch + 1', updatedAt: this.clock.now() };
    // Only over the password that was just proved: of two changes at once the second finds it gone.
    const where = { id: userId, password: proved.password };
    const [changed] = await this.transactions.run((tx) => tx.update(User, where, change));
    if (!changed) throw wrongCurrentPassword();
    return this.users.findOneByOrFail({ id: userId });
  }

  private requireStrong(password: string, email: string): void {
    const problems = this.policy.problems(password, email);
    if (problems.length > 0) throw weakPassword(problems);
  }

  private async verified(key: string, password: string, address: string): Promise<User | undefined> {
    this.passwords.requireRoom(address);
    const user = await this.users.findOneBy({ emailKey: key });
    const right = await this.passwords.verify(password, user?.password, address);
    if (!user || !right || !user.isActive) return undefined;
    if (this.passwords.needsUpgrade(user.password)) await this.upgradeHash(user, password, address);
    return user;
  }

  private async upgradeHash(user: User, password: string, address: string): Promise<void> {
    const upgraded = await this.passwords.hash(password, address);
    const where = { id: user.id, password: user.password };
    await this.transactions.run((tx) => tx.update(User, where, { password: upgraded }));
    user.password = upgraded;
  }
}
