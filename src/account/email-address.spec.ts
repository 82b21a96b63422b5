import fc from 'fast-check';
import { emailKey, normalizeEmail } from './email-address.js';

describe('normalizeEmail', () => {
  it.each([
    ['Kim@Example.COM', 'Kim@example.com'],
    ['  kim@EXAMPLE.com ', 'kim@example.com'],
    ['"a@b"@Example.com', '"a@b"@example.com'],
    ['no-domain', 'no-domain'],
    ['kim@', 'kim@'],
    ['', ''],
  ])('normalizes %j to %j, as Django does', (text, normalized) => {
    expect(normalizeEmail(text)).toBe(normalized);
  });
});

it('returns at most 255 characters, the length of the columns', () => {
  const punycode = `kim@${'한.'.repeat(120)}kr`;
  const capitals = `kim@${'İ'.repeat(240)}.com`;
  for (const email of [punycode, capitals]) {
    expect(normalizeEmail(email).length).toBeLessThanOrEqual(255);
    expect(emailKey(email).length).toBeLessThanOrEqual(255);
  }
  expect(emailKey(punycode)).not.toBe(emailKey(punycode.replace('kim', 'lee')));
});

describe('emailKey', () => {
  it.each([
    ['the case of the name', 'Kim@example.com', 'kim@example.com'],
    ['the case of the domain', 'kim@EXAMPLE.com', 'kim@example.com'],
    ['white space around it', ' kim@example.com\t', 'kim@example.com'],
    ['composed and decomposed letters', 'andr\u00e9@example.com', 'ANDRE\u0301@example.com'],
    ['Unicode and punycode', 'user@한국.kr', 'user@xn--3e0b707e.kr'],
    ['capital punycode', 'user@한국.kr', 'USER@XN--3E0B707E.KR'],
    ['wide letters in a domain', 'user@ｅxample.com', 'user@example.com'],
  ])('is the same for two addresses that differ by %s', (_, one, other) => {
    expect(emailKey(one)).toBe(emailKey(other));
  });

  it.each([
    ['kim@example.com', 'lee@example.com'],
    ['kim@example.com', 'kim@example.org'],
    ['k.im@example.com', 'kim@example.com'],
    ['kim+1@example.com', 'kim@example.com'],
    ['kim@127.1', 'kim@127.0.0.1'],
    ['kim@exam\u200bple.com', 'kim@example.com'],
    ['kim@example.com\u00ad', 'kim@example.com'],
    ['kim@한\u2060국.kr', 'kim@한국.kr'],
  ])('is different for %s and %s', (one, other) => {
    expect(emailKey(one)).not.toBe(emailKey(other));
  });

  it('does not change a key', () => {
    const address = fc
      .tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', size: '+1' }))
      .map(([local, domain]) => `${local}@${domain}`);
    fc.assert(
      fc.property(address, (text) => emailKey(emailKey(text)) === emailKey(text)),
      { numRuns: 2_000 },
    );
  });
});
