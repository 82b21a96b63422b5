/** Finds the member of a session, with one lookup for each request, by the SHA-256 of the session id. */
export interface Sessions {
  userIdOf(storedId: string): Promise<number | undefined>;
}

type SessionData = { readonly passport?: { readonly user?: { readonly id: number } } };

/** Does less than the service: it does not check whether the member is active. */
export function userIdIn(data: string | undefined): number | undefined {
  return data === undefined ? undefined : (JSON.parse(data) as SessionData).passport?.user?.id;
}
