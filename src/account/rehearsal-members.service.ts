import { randomBytes } from 'node:crypto';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import type { Tx } from '../platform/database/tx.js';
import { User } from './user.entity.js';

/** No hash, as Django's unusable passwords: no login with it succeeds. */
const UNUSABLE = '!';

/** Members of a copy of the database, on which a rehearsal runs. */
export class RehearsalMembersService {
  /** A random part, so that no address is that of a member. RFC 2606 keeps the domain from ever existing. */
  private readonly domain = `${randomBytes(6).toString('hex')}.invalid`;

  /** Overwrites the addresses and the password hashes of all members. */
  *anonymize(tx: Tx): SqlProgram<void> {
    const address = `'member-' || "id" || '@${this.domain}'`;
    const sql = `UPDATE "user" SET "email" = ${address}, "email_key" = ${address}, "password" = '${UNUSABLE}'`;
    yield* tx.rows({ sql, parameters: [] });
  }

  /** Inserts members who cannot log in. @param first the number of the first one, in the address @returns their ids */
  *insert(tx: Tx, first: number, count: number, now: Date): SqlProgram<number[]> {
    const numbers = Array.from({ length: count }, (_, index) => first + index);
    return yield* tx.insert(
      User,
      numbers.map((number) => this.row(`rehearsal-${number}`, false, now)),
    );
  }

  /** Inserts an operator who cannot log in. Without any, a service would create one and print the password. */
  *insertOperator(tx: Tx, now: Date): SqlProgram<void> {
    yield* tx.insert(User, [this.row('operator', true, now)]);
  }

  private row(name: string, isAdmin: boolean, now: Date): Omit<User, 'id'> {
    const address = `${name}@${this.domain}`;
    const key = { email: address, emailKey: address, password: UNUSABLE };
    const role = isAdmin ? 'owner' : null;
    return { ...key, isAdmin, role, isActive: true, sessionEpoch: 0, createdAt: now, updatedAt: now };
  }
}
