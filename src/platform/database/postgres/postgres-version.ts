import type { DataSource } from 'typeorm';
import { SettingError } from '../../config/setting-error.js';

/** The first version with `client_connection_check_interval`, which the connections that issue set. */
const OLDEST = 14;

/** @throws SettingError if the server is too old. Otherwise only the first press would fail */
export async function checkPostgresVersion(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ server_version: string }[]>('SHOW server_version');
  const version = row?.server_version ?? '';
  if (parseInt(version) >= OLDEST) return;
  throw new SettingError(
    'DATABASE_URL',
    `names PostgreSQL ${version}, which is too old: use version ${OLDEST} or later.`,
  );
}
