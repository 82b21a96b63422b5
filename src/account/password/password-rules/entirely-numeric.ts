import { text, type Text } from '../../../platform/errors/text.js';

const ENTIRELY_NUMERIC = text('비밀번호가 전부 숫자로 되어 있습니다.', 'This password is entirely numeric.');

// Python's str.isdigit(): decimal digits of every script, and superscript, subscript, circled and similar digits.
const DIGITS =
  /^[\p{Nd}²³¹\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u;

/** Django's NumericPasswordValidator. */
export const entirelyNumeric = (password: string): Text | undefined =>
  DIGITS.test(password) ? ENTIRELY_NUMERIC : undefined;
