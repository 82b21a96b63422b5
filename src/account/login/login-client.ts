/** Where the request of a login attempt comes from. */
export type LoginClient = {
  /** IP address, for the limits. */
  readonly address: string;
  /** For the log. */
  readonly requestId: string;
};
