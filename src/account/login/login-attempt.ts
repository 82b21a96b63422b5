/**
 * One login attempt. The fields go to the log and to a table, so none may be text that a client chose: `networks` are the
 * keys that `networkKeys` returns, `account` is a hash of the e-mail. `serial` differs in all attempts of all processes.
 * `requestId` is for the log.
 */
export type LoginAttempt = {
  readonly networks: readonly string[];
  readonly account: string;
  readonly serial: string;
  readonly requestId: string;
};

/** `unknown`: the password could not be checked, for example because the database failed. */
export type Outcome = 'right' | 'wrong' | 'unknown';

/** A key under which an attempt counts. Attempts with the same item count once: at an address, those at one account. */
export type CountedItem = { readonly key: string; readonly item: string };

export const accountKey = ({ account }: LoginAttempt): string => `account ${account}`;
export const addressKey = (network: string): string => `address ${network}`;
export const pairKey = (network: string, { account }: LoginAttempt): string => `${network} ${account}`;

/** @returns everything under which an attempt counts, the same from its begin to its end */
export function countedItems(attempt: LoginAttempt): readonly CountedItem[] {
  const { networks, account, serial } = attempt;
  return [
    ...networks.map((network) => ({ key: pairKey(network, attempt), item: serial })),
    { key: accountKey(attempt), item: serial },
    ...networks.map((network) => ({ key: addressKey(network), item: account })),
  ];
}
