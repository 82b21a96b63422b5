import { connect } from 'node:net';
import { SettingError } from '../config/setting-error.js';
import { startFailure } from './start-failure.js';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

describe('The reason why the service did not start', () => {
  it.each([
    'EADDRINUSE',
    'ENOTFOUND',
    '28P01',
    'SQLITE_CANTOPEN',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_DLOPEN_FAILED',
  ])('is one sentence for what the machine or the database is to blame for: %s', (code) => {
    expect(startFailure(Object.assign(new Error('the reason'), { code }))).toBe('the reason');
  });

  it('is one sentence for a setting', () => {
    expect(startFailure(new SettingError('PORT', 'is no number.'))).toBe('PORT is no number.');
  });

  it.each<[string, unknown]>([
    ['an error without a code', new Error('oops')],
    ["a wrong argument of one of Node's functions", thrownBy(() => connect({ port: 'x' as unknown as number }))],
    ['an address that cannot be read', thrownBy(() => new URL('nonsense'))],
  ])('has a stack for a mistake in the program: %s', (_, error) => {
    expect(startFailure(error)).toMatch(/\n\s+at /);
  });

  it('is told of whatever was thrown', () => {
    expect(startFailure('a text')).toBe('a text');
  });
});
