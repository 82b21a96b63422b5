/** Of a worker whose settings are invalid: starting it again would fail in the same way. `EX_CONFIG` of sysexits.h. */
export const INVALID_SETTINGS = 78;
