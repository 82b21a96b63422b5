import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { startFailure } from './start-failure.js';

const address = { host: '10.9.8.7', port: 80 };
const SQLITE = { ...address, database: { kind: 'sqlite', file: 'data/rows.sqlite3' } } as Settings;
const POSTGRES = {
  ...address,
  database: { kind: 'postgres', url: 'postgres://u:hidden@db.example/x' },
} as Settings;

const failure = (code: string | undefined, more: object = {}): Error =>
  Object.assign(new Error('the reason'), code && { code }, more);

describe('The sentence for a first start that failed', () => {
  it.each<[code: string, more: object, settings: Settings, sentence: RegExp]>([
    ['EADDRINUSE', { syscall: 'listen' }, SQLITE, /^Port 80 is already in use .* set PORT\.$/],
    ['EACCES', { syscall: 'listen' }, SQLITE, /^This user may not listen on port 80 .* 1024 or more\.$/],
    ['EADDRNOTAVAIL', { syscall: 'listen' }, POSTGRES, /^HOST 10\.9\.8\.7 is no address of this machine .*\.$/],
    ['ENOTFOUND', { hostname: '10.9.8.7' }, POSTGRES, /^HOST 10\.9\.8\.7 is an unknown name .*\.$/],
    ['ENOTFOUND', { hostname: 'db.example' }, POSTGRES, /^The host name in DATABASE_URL is unknown .*\.$/],
    ['EACCES', { syscall: 'mkdir' }, SQLITE, /^The database data\/rows\.sqlite3 cannot be written .*\.$/],
    ['EROFS', {}, SQLITE, /cannot be written .*\.$/],
    ['SQLITE_READONLY_DIRECTORY', {}, SQLITE, /cannot be written .*\.$/],
    ['SQLITE_CANTOPEN', {}, SQLITE, /cannot be written .*\.$/],
    ['EEXIST', { syscall: 'mkdir' }, SQLITE, /^A part of the path data is no folder .*\.$/],
    ['ENOTDIR', { syscall: 'mkdir' }, SQLITE, /^A part of the path data is no folder .*\.$/],
    ['SQLITE_NOTADB', {}, SQLITE, /^data\/rows\.sqlite3 is no SQLite database .*\.$/],
    ['SQLITE_CORRUPT', {}, SQLITE, /is damaged .* backup\.$/],
    ['SQLITE_FULL', {}, SQLITE, /^The disk of data is full .*\.$/],
    ['28P01', {}, POSTGRES, /^PostgreSQL refused the login, “the reason” .* password in DATABASE_URL\.$/],
    ['3D000', {}, POSTGRES, /^PostgreSQL has no such database, “the reason” .*: create the database.*\.$/],
    ['42501', {}, POSTGRES, /create tables\.$/],
    ['57P03', {}, POSTGRES, /^PostgreSQL does not answer .*: start it.*\.$/],
    ['ECONNREFUSED', { message: '' }, POSTGRES, /^PostgreSQL does not answer .*: start it.*\.$/],
  ])('says what happened and what to do: %s %j', (code, more, settings, sentence) => {
    const said = startFailure(failure(code, more), settings);
    expect(said).toMatch(sentence);
    expect(said).toContain(`(${code})`);
    expect(said).not.toMatch(/hidden|\n/);
  });

  it.each([
    ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', /^PostgreSQL asks for a password .*\.$/],
    ['The server does not support SSL connections', /^PostgreSQL offers no TLS .*\.$/],
    ['timeout expired', /^PostgreSQL does not answer .*\.$/],
    ['timeout exceeded when trying to connect', /^PostgreSQL does not answer .*\.$/],
    ['Connection terminated unexpectedly', /^PostgreSQL does not answer .*\.$/],
  ])('knows the errors to which node-postgres gives no code: %s', (message, sentence) => {
    expect(startFailure(new Error(message), POSTGRES)).toMatch(sentence);
    expect(startFailure(new Error(message), SQLITE)).toMatch(/\n\s+at /);
  });

  it('names a folder that is in the place of the database', () => {
    const folder = mkdtempSync(join(tmpdir(), 'toodat-'));
    const file = join(folder, 'rows.sqlite3');
    mkdirSync(file);
    const settings = { ...SQLITE, database: { kind: 'sqlite', file } } as Settings;
    expect(startFailure(failure('SQLITE_CANTOPEN'), settings)).toMatch(/^DATABASE_URL names a folder .*\.$/);
    rmSync(folder, { recursive: true });
  });

  it('is said of a file below a file, too', () => {
    const settings = { ...SQLITE, database: { kind: 'sqlite', file: join(import.meta.filename, 'rows') } } as Settings;
    expect(startFailure(failure('EEXIST'), settings)).toMatch(/^A part of the path .* is no folder .*\.$/);
  });

  it('is the reason itself for any other code', () => {
    expect(startFailure(failure('E_ODD'), SQLITE)).toBe('the reason');
  });

  it('is a stack for a mistake in the program', () => {
    expect(startFailure(failure(undefined), POSTGRES)).toMatch(/\n\s+at /);
  });
});
