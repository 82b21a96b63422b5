type RequestKeys = {
  /** The key to send with these values. It stays the same until `settle` is called for them. */
  readonly of: (values: string) => string;
  /** The outcome is known. @param done the change was made, so the next request is a new change even with equal values */
  readonly settle: (values: string, done: boolean) => void;
};

/**
 * Idempotency keys. Values whose outcome is unknown keep their key, even if other values were sent in between, so that
 * sending them again makes the change only once.
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

/** `crypto.randomUUID` does not exist if the panel is served over plain HTTP. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
