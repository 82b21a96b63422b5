import { allPasswordRules, type PasswordRule } from '../../platform/config/password-rules.js';
import type { Settings } from '../../platform/config/settings.js';
import { PasswordPolicy } from './password-policy.js';

const SIMILAR = '비밀번호가 email와 너무 유사합니다.';
const SHORT = '비밀번호가 너무 짧습니다. 최소 8 문자를 포함해야 합니다.';
const COMMON = '비밀번호가 너무 일상적인 단어입니다.';
const NUMERIC = '비밀번호가 전부 숫자로 되어 있습니다.';

const policy = (passwordRules: readonly PasswordRule[]): PasswordPolicy =>
  new PasswordPolicy({ passwordRules } as Settings);
const korean = (rules: readonly PasswordRule[], password: string, email: string): string[] =>
  policy(rules)
    .problems(password, email)
    .map(({ ko }) => ko);
const problems = (password: string, email = 'kim@example.com'): string[] => korean(allPasswordRules, password, email);

// Every result below was compared with Django's own validators.
describe('PasswordPolicy', () => {
  it.each([
    ['a-safe-password', []],
    ['비밀번호가깁니다', []],
    ['x7!kq', [SHORT]],
    ['🐳🐳🐳🐳🐳🐳🐳', [SHORT]],
    ['🐳🐳🐳🐳🐳🐳🐳🐳', []],
    ['password', [COMMON]],
    ['42424242', [NUMERIC]],
    ['12345678', [COMMON, NUMERIC]],
    ['1234', [SHORT, COMMON, NUMERIC]],
    ['', [SHORT]],
  ])('returns for %j: %j', (password, expected) => {
    expect(problems(password)).toEqual(expected);
  });

  it('applies only the configured rules, in their order', () => {
    expect(policy([]).problems('1234', 'kim@example.com')).toEqual([]);
    expect(korean(['MinimumLengthValidator', 'NumericPasswordValidator'], '1234', '')).toEqual([SHORT, NUMERIC]);
  });

  it('returns the messages of all violated rules', () => {
    expect(problems('123456', '123456@example.com')).toEqual([SIMILAR, SHORT, COMMON, NUMERIC]);
  });
});

describe('the similarity rule', () => {
  const similar = (password: string, email: string): boolean =>
    policy(['UserAttributeSimilarityValidator']).problems(password, email).length > 0;

  it.each([
    ['testclient', 'testclient@example.com'],
    ['example.com', 'testclient@example.com'],
    ['TESTCLIENT@EXAMPLE.COM', 'testclient@example.com'],
    ['tnetsilect', 'testclient@example.com'],
    ['testclient1234', 'testclient@example.com'],
    ['gildong9', 'hong.gildong@example.com'],
    ['홍길동홍길동', '홍길동홍길동@example.com'],
    ['ab_cd_ef', 'ab_cd_ef@example.com'],
  ])('rejects %s for %s', (password, email) => expect(similar(password, email)).toBe(true));

  it.each([
    ['a-safe-password', 'testclient@example.com'],
    ['testclient123456789', 'testclient@example.com'],
    ['gildong-has-a-long-one', 'hong.gildong@example.com'],
    ['testclient', ''],
    ['aaaaaaaaaaaa', '@'],
  ])('accepts %s for %j', (password, email) => expect(similar(password, email)).toBe(false));

  it('rejects a ratio of 0.7 and above', () => {
    // 7 common characters of 10 + 10 give 0.7, and 6 give 0.6.
    expect(similar('abcdefgxyz', 'abcdefghij@example.com')).toBe(true);
    expect(similar('abcdefwxyz', 'abcdefghij@example.com')).toBe(false);
  });
});

describe('the common password rule', () => {
  const common = (password: string): boolean => policy(['CommonPasswordValidator']).problems(password, '').length > 0;

  it.each([
    'password',
    '12345678',
    'qwerty',
    'iloveyou',
    'football1',
    'godzilla',
    'password123',
    'trustno1',
    'letmein',
  ])('rejects %s', (password) => expect(common(password)).toBe(true));

  it.each(['987654321', '88888888', '123123123', '0987654321', '12341234', '1111111111', 'asdasdasd'])(
    'rejects %s, which is not in the list of zxcvbn',
    (password) => expect(common(password)).toBe(true),
  );

  it('ignores case and surrounding white space', () => {
    expect(common(' \u001cPassWord\u0085\n')).toBe(true);
    expect(common('pass word')).toBe(false);
  });

  it.each(['a-safe-password', '42424242', 'constructor', '__proto__'])('accepts %s', (password) => {
    expect(common(password)).toBe(false);
  });
});

describe('the numeric rule', () => {
  const numeric = (password: string): boolean => policy(['NumericPasswordValidator']).problems(password, '').length > 0;

  it.each(['42424242', '１２３４５６７８', '١٢٣٤٥٦٧٨', '①②③④⑤⑥⑦⑧', '12345678²'])('rejects %s', (password) => {
    expect(numeric(password)).toBe(true);
  });

  it.each(['4242424a', '4242 4242', '-4242424', '½½½½½½½½', '一二三四五六七八', ''])('accepts %j', (password) => {
    expect(numeric(password)).toBe(false);
  });
});
