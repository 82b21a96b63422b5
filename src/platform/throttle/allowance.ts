/** What a limit allowed a client, and what is left of it. */
export type Allowance = {
  /** Requests in a window. */
  readonly limit: number;
  /** Requests that are left in the current window. */
  readonly remaining: number;
  /** Whole seconds until the window ends, at least one. */
  readonly seconds: number;
};
