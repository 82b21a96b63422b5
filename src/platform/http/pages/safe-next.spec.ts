import fc from 'fast-check';
import { safeNext } from './safe-next.js';

const SITE = 'http://shop.example';

describe('safeNext', () => {
  it.each([
    '/',
    '/event/',
    '/admin/resources/works?page=2&filters.title=%EB%B4%84',
    '/view/?param=http://example.com',
    '/view/?param=https://example.com',
    '/view?param=ftp://example.com',
    '/url%20with%20spaces/',
    '/confirm/me@example.com',
    '/event/#works',
    '/a//b',
    `/${'a'.repeat(1_999)}`,
    '/a/%2f/b',
  ])('lets %s through as it is', (next) => expect(safeNext(next)).toBe(next));

  it.each([
    ['/작품?이름=봄', '/%EC%9E%91%ED%92%88?%EC%9D%B4%EB%A6%84=%EB%B4%84'],
    ['/event/#작품', '/event/#%EC%9E%91%ED%92%88'],
    ['/a/../b', '/b'],
    ['/a?"<b>', '/a?%22%3Cb%3E'],
  ])('makes %s plain', (next, path) => expect(safeNext(next)).toBe(path));

  // tests/utils_tests/test_http.py of Django, URLHasAllowedHostAndSchemeTests.test_bad_urls.
  it.each([
    'http://example.com',
    'http:///example.com',
    'https://example.com',
    'ftp://example.com',
    '\\\\example.com',
    '\\\\\\example.com',
    '/\\\\/example.com',
    '\\\\//example.com',
    '/\\/example.com',
    '\\/example.com',
    '/\\example.com',
    'http:/\\//example.com',
    'http:\\/example.com',
    'http:/\\example.com',
    'javascript:alert("XSS")',
    '\njavascript:alert(x)',
    'java\nscript:alert(x)',
    '\x08//example.com',
    'http://otherserver\\@example.com',
    'http:\\\\testserver\\@example.com',
    'http://testserver\\me:pass@example.com',
    'http://testserver\\@example.com',
    'http:\\\\testserver\\confirm\\me@example.com',
    'http:999999999',
    'ftp:9999999999',
    '\n',
    'http://[2001:cdba:0000:0000:0000:0000:3257:9652/',
    'http://2001:cdba:0000:0000:0000:0000:3257:9652]/',
  ])('refuses Django’s bad address %j', (next) => expect(safeNext(next)).toBeUndefined());

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['two values', ['/event/', '/admin/']],
    ['an object', { toString: (): string => '/event/' }],
    ['a relative path', 'event/'],
    ['a query alone', '?next=/'],
    ['the site itself in full', `${SITE}/event/`],
    ['two slashes', '//example.com'],
    ['three slashes', '///example.com'],
    ['an encoded second slash', '/%2fexample.com'],
    ['an encoded second slash in capitals', '/%2F%2Fexample.com'],
    ['an encoded backslash', '/%5Cexample.com'],
    ['a dot segment before two slashes', '/.//example.com'],
    ['an encoded dot segment before two slashes', '/%2e%2e//example.com'],
    ['dot segments that leave two slashes', '/a/..//example.com'],
    ['a dot segment before an encoded slash', '/./%2fexample.com'],
    ['a tab between the slashes', '/\t/example.com'],
    ['a line break between the slashes', '/\n/example.com'],
    ['a carriage return and a header', '/event/\r\nSet-Cookie: a=b'],
    ['a space before it', ' /event/'],
    ['a space after it', '/event/ '],
    ['a no-break space', '/\u00a0/example.com'],
    ['a NUL', '/event/\0'],
    ['a zero-width space', '/\u200b/example.com'],
    ['a mark of direction', '/\u202e/moc.elpmaxe'],
    ['a backslash anywhere', '/event\\admin'],
    ['2,001 characters', `/${'a'.repeat(2_000)}`],
    ['what is longer than that in ASCII', `/${'가'.repeat(300)}`],
  ])('refuses %s', (_, next) => expect(safeNext(next)).toBeUndefined());

  it('never leads to another site, however often it is applied', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '%2e',
      '@',
      ':',
      '?',
      '#',
      '\t',
      '\n',
      ' ',
      'a.b',
      'http:',
    );
    const crafted = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 });
    let accepted = 0;
    fc.assert(
      fc.property(crafted, fc.boolean(), (pieces, absolute) => {
        const next = safeNext((absolute ? '/' : '') + pieces.join(''));
        if (next === undefined) return;
        accepted++;
        expect(next).toMatch(/^\/[!-~]*$/);
        expect(new URL(next, SITE).origin).toBe(SITE);
        expect(safeNext(next)).toBe(next);
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
