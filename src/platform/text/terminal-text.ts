/** Replaces control characters and direction marks, because a text from a file may contain terminal escape sequences. */
export const terminalText = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
