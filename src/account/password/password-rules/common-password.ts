import type * as LanguageCommon from '@zxcvbn-ts/language-common';
import { createRequire } from 'node:module';
import { text, type Text } from '../../../platform/errors/text.js';
import { moreCommonPasswords } from './more-common-passwords.js';

const TOO_COMMON = text('비밀번호가 너무 일상적인 단어입니다.', 'This password is too common.');

// The characters that Python's str.strip() removes. JavaScript's trim() removes a different set.
const EDGES = /^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g;

let passwords: ReadonlySet<string> | undefined;

/** Django's CommonPasswordValidator, with the longer list of zxcvbn instead of Django's 20,000 passwords. */
export function commonPassword(password: string): Text | undefined {
  return list().has(password.toLowerCase().replace(EDGES, '')) ? TOO_COMMON : undefined;
}

/** Loaded at the first use and not at startup, because the list takes 20 ms and 7 MB. */
function list(): ReadonlySet<string> {
  passwords ??= new Set([...load().dictionary['passwords-common'], ...moreCommonPasswords]);
  return passwords;
}

function load(): typeof LanguageCommon {
  return createRequire(import.meta.url)('@zxcvbn-ts/language-common') as typeof LanguageCommon;
}
