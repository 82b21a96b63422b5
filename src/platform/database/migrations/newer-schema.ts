import type { DataSource } from 'typeorm';
import { SettingError } from '../../config/setting-error.js';

/**
 * A newer release may have changed tables that this release reads and writes.
 * @throws SettingError if the database has migrations that this release does not know
 */
export async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return;
    const applied = (await runner.query('SELECT "name" FROM "migrations" ORDER BY "id"')) as { name: string }[];
    const known = new Set(dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name));
    const unknown = applied.find(({ name }) => !known.has(name));
    if (unknown) {
      throw new SettingError(
        'DATABASE_URL',
        `names the database of a newer release, which has the migration ${unknown.name}: start that release, or restore a backup from before it.`,
      );
    }
  } finally {
    await runner.release();
  }
}
