import { parse } from 'cookie';
import { sign, unsign } from 'cookie-signature';
import fc from 'fast-check';
import type { Settings } from '../config/settings.js';
import { SessionCookie } from './session-cookie.js';

const KEY = 'a test key of more than 32 characters';

describe('SessionCookie', () => {
  const cookie = new SessionCookie({ secretKey: KEY } as Settings);
  const values = ['one', 'two'].map((id) => `s:${sign(id, KEY)}`);

  it('reads the same session id as a parser of the whole header', () => {
    const name = fc.constantFrom(
      'sessionid',
      'sessionid ',
      ' sessionid',
      '\tsessionid',
      'Sessionid',
      'xsessionid',
      'sessionid2',
      '',
    );
    const pair = fc.tuple(name, fc.constantFrom('=', ' =', ''), fc.constantFrom(...values, '', 'x', ' '));
    const header = fc.tuple(fc.array(pair, { maxLength: 6 }), fc.constantFrom(';', '; ', ' ; '));
    fc.assert(
      fc.property(header, ([pairs, separator]) => {
        const text = pairs.map((parts) => parts.join('')).join(separator);
        const value = parse(text)['sessionid'];
        expect(cookie.sessionId(text) || undefined).toBe(
          (value?.startsWith('s:') && unsign(value.slice(2), KEY)) || undefined,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the session cookie after thousands of other cookies', () => {
    expect(cookie.sessionId(`${'a=1;'.repeat(3_000)}sessionid=${values[0]}`)).toBe('one');
  });
});
