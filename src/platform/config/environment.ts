import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import { databaseLocation, type DatabaseKind } from './database-url.js';
import { readSettings, type Settings } from './settings.js';

// The only file that reads process.env. Variables of the environment take precedence over the file `.env`.
if (existsSync('.env')) process.loadEnvFile('.env');

/** Read at import, because entities need it to declare column types. `loadSettings` reports an invalid `DATABASE_URL`. */
export const databaseKind: DatabaseKind = kind();

/** Whether this process starts others that serve the requests. False if a setting is invalid, which the start reports. */
export function startsWorkers(): boolean {
  try {
    return cluster.isPrimary && loadSettings().workers > 1;
  } catch {
    return false;
  }
}

/** The environment of this process with changes, for a child process. An empty text unsets a setting of the file `.env`, too. */
export const environmentWith = (changes: Readonly<Record<string, string>>): Record<string, string | undefined> => ({
  ...process.env,
  ...changes,
});

/** @throws SettingError that lists every missing or invalid setting */
export const loadSettings = (): Settings => readSettings(process.env);

function kind(): DatabaseKind {
  try {
    return databaseLocation(process.env['DATABASE_URL']).kind;
  } catch {
    return 'sqlite';
  }
}
