import { connect } from 'node:net';
import { SettingError } from '../config/setting-error.js';
import { startFailure } from './start-failure.js';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('`work` did not throw.');
}

describe('startFailure', () => {
  it.each([
    'EADDRINUSE',
    'ENOTFOUND',
    '28P01',
    'SQLITE_CANTOPEN',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_DLOPEN_FAILED',
  ])('returns one sentence for an error of the system or the database: %s', (code) => {
    expect(startFailure(Object.assign(new Error('the reason'), { code }))).toBe('the reason');
  });

  it('returns one sentence for a setting', () => {
    expect(startFailure(new SettingError('PORT', 'is no number.'))).toBe('PORT is no number.');
  });

  it.each<[string, unknown]>([
    ['an error without a code', new Error('oops')],
    ["an invalid argument of one of Node's functions", thrownBy(() => connect({ port: 'x' as unknown as number }))],
    ['an invalid URL', thrownBy(() => new URL('nonsense'))],
  ])('returns the stack for a programming error: %s', (_, error) => {
    expect(startFailure(error)).toMatch(/\n\s+at /);
  });

  it('returns a thrown text', () => {
    expect(startFailure('a text')).toBe('a text');
  });
});
