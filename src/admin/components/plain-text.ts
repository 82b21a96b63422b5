/** An input for an address or a code: browsers change nothing and keep nothing of what is typed. */
export const PLAIN_TEXT = {
  className: 'plain',
  type: 'text',
  maxLength: 255,
  autoComplete: 'off',
  autoCapitalize: 'none',
  spellCheck: false,
} as const;
