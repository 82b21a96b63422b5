type RequestKeys = {
  /** The key to send with these values: the same one until `settle` says that its outcome is known. */
  readonly of: (values: string) => string;
  /** @param done the change was made, so the next one is another, whatever its values are */
  readonly settle: (values: string, done: boolean) => void;
};

/**
 * Idempotency keys. Values whose outcome is unknown keep their key, also when others were tried in between: sent again,
 * they count once.
 */
export function requestKeys(): RequestKeys {
  const keys = new Map<string, string>();
  return {
    of: (values) => {
      const key = keys.get(values) ?? newKey();
      keys.set(values, key);
      return key;
    },
    settle: (values, done) => (done ? keys.clear() : void keys.delete(values)),
  };
}

/** `crypto.randomUUID` is missing where the panel is served by plain HTTP. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
