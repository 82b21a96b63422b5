import { databaseLocation, isPostgres } from '../../platform/config/database-url.js';
import { postgresConnection } from '../../platform/database/postgres/postgres-connection.js';
import { badTarget, needsTarget, notEmpty, sameDatabase, unreachable } from '../rehearsal-refusal.js';
import { isSameDatabase } from './same-database.js';
import type { RehearsalCopy } from './rehearsal-copy.js';
import { dropObjects, objectsOf } from './schema-objects.js';

const CONTENTS = '이 쿠폰과 공개된 작품만. 회원, 발급된 쿠폰, 로그인은 복사하지 않습니다.';

/**
 * Takes an empty database of the operator's as the copy. `prepareCopy` fills it. In the service's database one advisory lock is
 * taken, and nothing is written.
 * @throws RehearsalRefusal if the database is not empty, or is the service's own
 */
export async function takeEmptyDatabase(service: string, on: string | undefined): Promise<RehearsalCopy> {
  const url = addressOf(on);
  const target = await connect('--on', url);
  try {
    const source = await connect('DATABASE_URL', service);
    try {
      if (await isSameDatabase(source, target)) throw sameDatabase();
    } finally {
      await source.end();
    }
    const existing = await objectsOf(target);
    if (existing.length > 0) throw notEmpty(existing.map(({ name }) => name));
    const { host, port, database } = target;
    const where = `${host}:${port}/${database}`;
    return { location: { kind: 'postgres', url }, contents: CONTENTS, where, folder: undefined, remove };
  } finally {
    await target.end();
  }

  /** The database was empty, so everything in it is the rehearsal's. */
  async function remove(): Promise<void> {
    const client = await connect('--on', url);
    try {
      await dropObjects(client);
    } finally {
      await client.end();
    }
  }
}

function addressOf(on: string | undefined): string {
  if (on === undefined) throw needsTarget();
  try {
    if (!isPostgres(on)) throw badTarget();
    const location = databaseLocation(on);
    if (location.kind === 'postgres') return location.url;
  } catch {
    // The message of `databaseLocation` names DATABASE_URL.
  }
  throw badTarget();
}

async function connect(option: string, url: string): ReturnType<typeof postgresConnection> {
  try {
    return await postgresConnection({ connectionString: url, application_name: 'toodat rehearsal' });
  } catch (error) {
    throw unreachable(option, (error as Error).message);
  }
}
