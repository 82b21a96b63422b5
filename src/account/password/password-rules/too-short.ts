import { text, type Text } from '../../../platform/errors/text.js';

const MIN_CHARACTERS = 8;

const TOO_SHORT = text(
  `비밀번호가 너무 짧습니다. 최소 ${MIN_CHARACTERS} 문자를 포함해야 합니다.`,
  `This password is too short. It must contain at least ${MIN_CHARACTERS} characters.`,
);

/** Django's MinimumLengthValidator. A character is a Unicode code point, as in Python. */
export const tooShort = (password: string): Text | undefined =>
  [...password].length < MIN_CHARACTERS ? TOO_SHORT : undefined;
