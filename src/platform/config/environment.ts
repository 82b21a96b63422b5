import { existsSync } from 'node:fs';
import { databaseLocation, type DatabaseKind } from './database-url.js';
import { readSettings, type Settings } from './settings.js';

// The only file that reads process.env. A `.env` beside package.json is read when there is one.
if (existsSync('.env')) process.loadEnvFile('.env');

/** Column types depend on it, so it is known before any entity is declared. What is wrong is told by `loadSettings`. */
export const databaseKind: DatabaseKind = kind();

/** @throws SettingError naming every setting that is missing or wrong. */
export const loadSettings = (): Settings => readSettings(process.env);

function kind(): DatabaseKind {
  try {
    return databaseLocation(process.env['DATABASE_URL']).kind;
  } catch {
    return 'sqlite';
  }
}
