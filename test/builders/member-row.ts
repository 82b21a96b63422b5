import { hash } from '@node-rs/argon2';
import { insertRow, type Row, type TestDatabase } from '../support/test-database.js';

/** Rows of `user` that share one cheap hash of `password`: hundreds of members cost one hash. */
export async function memberRow(password: string): Promise<(email: string) => Row> {
  const cheap = await hash(password, { memoryCost: 64, timeCost: 1, parallelism: 1 });
  return (email) => {
    const now = new Date();
    return { email, email_key: email, password: cheap, created_at: now, updated_at: now };
  };
}

/** Writes a member of the original with as expensive a Django hash as is read, of no password. A server notices at its start. */
export async function aMovedMember(database: TestDatabase, email: string): Promise<void> {
  const password = `pbkdf2_sha256$2000000$salt$${Buffer.alloc(32).toString('base64')}`;
  const now = new Date();
  await insertRow(database, 'user', { email, email_key: email, password, created_at: now, updated_at: now });
}
