import type { SqlProgram } from '../platform/database/sql/statement.js';
import type { Tx } from '../platform/database/tx.js';
import type { Text } from '../platform/errors/text.js';
import { emailProblem } from '../platform/validation/field.js';
import { emailKey, normalizeEmail } from './email-address.js';
import { isArgon2 } from './password/password-hashes/argon2-hash.js';
import { parseDjangoHash } from './password/password-hashes/django-hash.js';
import { User } from './user.entity.js';

const MAX_CHARACTERS = 255;

/** A member of another database, with the id and the password hash that the member has there. */
export type ImportedMember = Pick<
  User,
  'id' | 'email' | 'password' | 'isAdmin' | 'isActive' | 'createdAt' | 'updatedAt'
>;

/** Takes over members of another database. The caller looks for two spellings of one address (`emailKey`). */
export class ImportedMembersService {
  /** @returns the first problem of the address, by the rules of signup */
  emailProblem(email: string): Text | undefined {
    return emailProblem(email.trim(), MAX_CHARACTERS);
  }

  /** Whether the column can hold the hash. */
  isStorable(password: string): boolean {
    return password.length <= MAX_CHARACTERS && !password.includes('\0');
  }

  /** Whether a login can verify this hash. False for Django's unusable passwords (`!…`). */
  isVerifiable(password: string): boolean {
    return parseDjangoHash(password) !== undefined || isArgon2(password);
  }

  *insert(tx: Tx, members: readonly ImportedMember[]): SqlProgram<void> {
    const rows = members.map((member) => ({
      ...member,
      email: normalizeEmail(member.email),
      emailKey: emailKey(member.email),
      role: member.isAdmin ? 'owner' : null,
    }));
    yield* tx.insert(User, rows, { withIds: true });
  }
}
