import { databaseLocation } from './database-url.js';

describe('the address of a PostgreSQL database', () => {
  it.each([
    'postgres://user:p%23ss@127.0.0.1:5432/toodat',
    'postgresql://user@[::1]/toodat?sslmode=verify-full',
    'postgres:///toodat?host=/var/run/postgresql',
    'postgres://user:password@/toodat?host=/var/run/postgresql',
    'postgres://user:pass word@%2Fvar%2Frun%2Fpostgresql/toodat',
  ])('is used unchanged: %s', (url) => {
    expect(databaseLocation(url)).toEqual({ kind: 'postgres', url });
  });

  it.each([
    'postgres://user:secret@127.0.0.1:port/toodat',
    'postgres://user:secret@127.0.0.1:99999/toodat',
    'postgres://user:sec#ret@127.0.0.1/toodat',
    'postgres://user:secret%zz@127.0.0.1/toodat',
    'postgres://user:secret@[::1/toodat',
  ])('is rejected when invalid, by a message that does not contain it: %s', (url) => {
    const read = (): unknown => databaseLocation(url);
    expect(read).toThrow(/^DATABASE_URL cannot be read: .*%23 for #\.$/);
    expect(read).not.toThrow(/sec/);
  });
});
