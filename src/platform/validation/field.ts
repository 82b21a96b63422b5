import { isEmail } from 'class-validator';
import { MAX_INTEGER } from '../database/columns/max-integer.js';
import { noSuchId } from '../errors/invalid-fields.js';
import { text, type Text } from '../errors/text.js';

// Fields as in the serializers of Django REST framework 3.14, with its messages. As there, only the first problem of a
// value is reported.

const REQUIRED = text('이 필드는 필수 항목입니다.', 'This field is required.');
const NULL = text('이 필드는 null일 수 없습니다.', 'This field may not be null.');
const BLANK = text('이 필드는 blank일 수 없습니다.', 'This field may not be blank.');
const NOT_A_STRING = text('유효한 문자열이 아닙니다.', 'Not a valid string.');
const NUL_CHARACTER = text('null 문자는 허용되지 않습니다.', 'Null characters are not allowed.');
const NOT_AN_EMAIL = text('유효한 이메일 주소를 입력하십시오.', 'Enter a valid email address.');

/** Validates text of at most `maxLength` characters (code points). @returns the message of the first problem, or undefined */
export function textProblem(value: unknown, maxLength: number): Text | undefined {
  if (value === undefined) return REQUIRED;
  if (value === null) return NULL;
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value === '') return BLANK;
  if (value.includes('\0')) return NUL_CHARACTER;
  return [...value].length > maxLength ? tooLong(maxLength) : undefined;
}

/** Control characters, invisible characters and direction marks. With one, an address could look like another address. */
const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** Validates an e-mail address. @returns the message of the first problem, or undefined */
export function emailProblem(value: unknown, maxLength: number): Text | undefined {
  const hasInvisible = typeof value === 'string' && INVISIBLE.test(value);
  const isValid = !hasInvisible && isEmail(value, { allow_utf8_local_part: false, ignore_max_length: true });
  return textProblem(value, maxLength) ?? (isValid ? undefined : NOT_AN_EMAIL);
}

/** Converts a number to text and trims text. Returns other values unchanged. */
export function asText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : value;
}

/**
 * Validates the id of a row; does not check that the row exists.
 * @returns the message of the first problem, or undefined
 */
export function idProblem(value: unknown): Text | undefined {
  if (value === undefined) return REQUIRED;
  if (value === null || value === '') return NULL;
  if (!Number.isInteger(value)) return wrongIdType(value);
  return (value as number) > 0 && (value as number) <= MAX_INTEGER ? undefined : noSuchId(value as number);
}

/** Converts a string of digits to a number. Returns other values unchanged. */
export function asId(value: unknown): unknown {
  return typeof value === 'string' && /^\s*-?\d{1,20}\s*$/.test(value) ? Number(value) : value;
}

const tooLong = (maxLength: number): Text =>
  text(
    `이 필드의 글자 수가 ${maxLength} 이하인지 확인하십시오.`,
    `Ensure this field has no more than ${maxLength} characters.`,
  );

/** Names types as Python does, because the original's messages contain Python's type names. */
const wrongIdType = (value: unknown): Text =>
  text(
    `잘못된 형식입니다. pk 값 대신 ${pythonType(value)}를 받았습니다.`,
    `Incorrect type. Expected pk value, received ${pythonType(value)}.`,
  );

export function pythonType(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (value === null) return 'NoneType';
  if (Number.isInteger(value)) return 'int';
  const names: Readonly<Record<string, string>> = { string: 'str', number: 'float', boolean: 'bool', object: 'dict' };
  return names[typeof value] ?? typeof value;
}
