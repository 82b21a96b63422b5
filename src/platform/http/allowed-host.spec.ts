import { allowedHost } from './allowed-host.js';

// From Django's tests/requests_tests/tests.py, HostValidationTests.
const ALLOWED = [
  'forward.com',
  'example.com',
  'internal.com',
  '12.34.56.78',
  '[2001:19f0:feee::dead:beef:cafe]',
  'xn--4ca9at.com',
  '.multitenant.com',
  'INSENSITIVE.com',
  '[::ffff:169.254.169.254]',
];

const POISONED = [
  'example.com@evil.tld',
  'example.com:dr.frankenstein@evil.tld',
  'example.com:dr.frankenstein@evil.tld:80',
  'example.com:80/badpath',
  'example.com: recovermypassword.com',
];

const MALFORMED = [
  undefined,
  '',
  '.',
  ':80',
  '<invalid>',
  '<invalid>:8080',
  'example.com 8080',
  'example.com:invalid',
  'example.com:',
  'example.com:80:80',
  'example.com\n',
  ' example.com',
  'example.com/',
  'example.com,other.com',
  'invalid_hostname.com',
  '한국.kr',
  '[::1',
  '::1',
  '[]',
  '[example.com]',
  '[::1]x',
];

describe('allowedHost', () => {
  it.each([
    'example.com',
    'EXAMPLE.com',
    'example.com:80',
    '12.34.56.78',
    '12.34.56.78:443',
    '[2001:19f0:feee::dead:beef:cafe]',
    '[2001:19F0:FEEE::DEAD:BEEF:CAFE]:8080',
    'xn--4ca9at.com',
    'anything.multitenant.com',
    'deep.down.multitenant.com',
    'multitenant.com',
    'multitenant.com:8000',
    'insensitive.com',
    'example.com.',
    'example.com.:80',
    '[::ffff:169.254.169.254]',
  ])('knows %s', (host) => expect(allowedHost(host, ALLOWED)).toBe(true));

  it.each([
    ...POISONED,
    ...MALFORMED,
    'other.com',
    'example.com..',
    'sub.example.com',
    'evilexample.com',
    'example.com.evil.tld',
    'evilmultitenant.com',
    'multitenant.com.evil.tld',
    '12.34.56.7',
    '[::1]',
  ])('refuses %j', (host) => expect(allowedHost(host, ALLOWED)).toBe(false));

  it.each(['example.com', '[::1]:8000', '127.0.0.1', 'xn--n28h.test:8080'])('accepts %s if all are allowed', (host) => {
    expect(allowedHost(host, ['*'])).toBe(true);
  });

  it.each([...POISONED, ...MALFORMED])('refuses %j even if all are allowed', (host) => {
    expect(allowedHost(host, ['*'])).toBe(false);
  });

  it('refuses every host if none is allowed', () => {
    expect(allowedHost('example.com', [])).toBe(false);
    expect(allowedHost('example.com', [''])).toBe(false);
  });

  it.each(['localhost', 'subdomain.localhost', '127.0.0.1', '[::1]', 'localhost:8000', '[::1]:8000'])(
    'accepts %s as this machine',
    (host) => expect(allowedHost(host, ['localhost', '.localhost', '127.0.0.1', '[::1]'])).toBe(true),
  );
});
