import type { PasswordRule } from '../../platform/config/password-rules.js';

const HINTS: Readonly<Record<PasswordRule, string>> = {
  UserAttributeSimilarityValidator: '이메일과 다르게',
  MinimumLengthValidator: '8자 이상',
  CommonPasswordValidator: '흔히 쓰는 비밀번호는 피해서',
  NumericPasswordValidator: '숫자로만 만들지 않기',
};

/** @returns a hint for each rule, shown beside the password field */
export const passwordHints = (rules: readonly PasswordRule[]): string[] => rules.map((rule) => HINTS[rule]);
