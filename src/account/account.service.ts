import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { FindOptionsWhere, QueryDeepPartialEntity, Repository } from 'typeorm';
import { SERVICE } from '../platform/audit-log/actor.js';
import { AuditLog } from '../platform/audit-log/audit-log.js';
import { constraintViolation } from '../platform/database/constraint-violation.js';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
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
import type { LoginClient } from './login/login-client.js';
import { LoginThrottle } from './login/login-throttle.js';
import { PasswordHasher } from './password/password-hasher.js';
import { PasswordPolicy } from './password/password-policy.js';
import { User } from './user.entity.js';

type NewUser = Pick<User, 'email' | 'emailKey' | 'password' | 'isAdmin' | 'role' | 'createdAt' | 'updatedAt'>;
type PasswordChange = { readonly where: FindOptionsWhere<User>; readonly change: QueryDeepPartialEntity<User> };

/** Signup, authentication and password changes of members. */
@Injectable()
export class AccountService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly transactions: Transactions,
    private readonly passwords: PasswordHasher,
    private readonly policy: PasswordPolicy,
    private readonly throttle: LoginThrottle,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates a member's account.
   * @param address the client's IP address
   * @throws DomainError `PASSWORD_MISMATCH`, `WEAK_PASSWORD`, `EMAIL_TAKEN`; `OVERLOADED` when too many hashes wait
   */
  async signUp({ email, password, confirm_password }: SignupDto, address: string): Promise<User> {
    if (password !== confirm_password) throw passwordsDiffer();
    this.requireStrong(password, email);
    return this.create(email, password, { isAdmin: false, address });
  }

  /**
   * Creates an account. The caller checks the password rules.
   * @param address the client's IP address; undefined if no client sent the password
   * @throws DomainError `EMAIL_TAKEN`; `OVERLOADED` when too many hashes wait
   */
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
      role: isAdmin ? 'owner' : null,
      createdAt: now,
      updatedAt: now,
    };
    try {
      const id = await this.transactions.run((tx) => this.createSteps(tx, row));
      return await this.users.findOneByOrFail({ id });
    } catch (error) {
      throw constraintViolation(error) === 'unique' ? emailTaken() : error;
    }
  }

  /**
   * Checks an e-mail and a password.
   * @param client for the limit on failed attempts
   * @throws DomainError `INVALID_CREDENTIALS` (also for a deactivated account), `THROTTLED`, `OVERLOADED`
   */
  async authenticate(email: string, password: string, client: LoginClient): Promise<User> {
    const key = emailKey(email);
    const user = await this.throttle.attempt(key, client, () => this.verify(key, password, client.address));
    if (!user) throw invalidCredentials();
    return user;
  }

  /**
   * Replaces the password and ends every session of the member, including the current one; the caller opens a new one.
   * @param client for the limit on failed attempts
   * @throws DomainError `INVALID_CREDENTIALS` when the current password is wrong or was changed meanwhile,
   *   `WEAK_PASSWORD`, `NOT_FOUND`, `THROTTLED`, `OVERLOADED`
   */
  async changePassword(
    userId: number,
    currentPassword: string,
    newPassword: string,
    client: LoginClient,
  ): Promise<User> {
    const user = await this.users.findOneBy({ id: userId });
    if (!user) throw noSuchMember();
    const verified = await this.throttle.attempt(user.emailKey, client, () =>
      this.verify(user.emailKey, currentPassword, client.address),
    );
    if (!verified) throw wrongCurrentPassword();
    this.requireStrong(newPassword, user.email);
    const password = await this.passwords.hash(newPassword, client.address);
    const change = { password, sessionEpoch: () => 'session_epoch + 1', updatedAt: this.clock.now() };
    // Replaces only the hash that was just verified, so that of two parallel changes the second one fails.
    const where = { id: userId, password: verified.password };
    await this.transactions.run((tx) => this.changePasswordSteps(tx, user, { where, change }, client.address));
    return this.users.findOneByOrFail({ id: userId });
  }

  private *createSteps(tx: Tx, row: NewUser): SqlProgram<number> {
    const [id] = yield* tx.insert(User, [row]);
    const target = { kind: 'member', id: id! } as const;
    if (row.isAdmin)
      this.auditLog.record(tx, SERVICE, { action: 'create-admin', target, changes: { role: [null, 'owner'] } });
    return id!;
  }

  private *changePasswordSteps(
    tx: Tx,
    { id, email, isAdmin }: User,
    { where, change }: PasswordChange,
    address: string,
  ): SqlProgram<void> {
    const [updated] = yield* tx.update(User, where, change);
    if (!updated) throw wrongCurrentPassword();
    if (!isAdmin) return;
    const by = { userId: id, name: email, address };
    this.auditLog.record(tx, by, { action: 'change-password', target: { kind: 'member', id } });
  }

  private requireStrong(password: string, email: string): void {
    const problems = this.policy.problems(password, email);
    if (problems.length > 0) throw weakPassword(problems);
  }

  private async verify(key: string, password: string, address: string): Promise<User | undefined> {
    this.passwords.requireRoom(address);
    const user = await this.users.findOneBy({ emailKey: key });
    // An unknown e-mail takes the time of a known one, because `verify` computes a hash for it, too.
    const isRight = await this.passwords.verify(password, user?.password, address);
    if (!user || !isRight || !user.isActive) return undefined;
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
