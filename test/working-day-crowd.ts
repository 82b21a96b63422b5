import type { Client } from './support/client.js';

export const WORKS = 100;

/** A work that is withdrawn in the end. */
export const WITHDRAWN = 7;
const OF_WITHDRAWN = 10;

export type Presser = { readonly client: Client; readonly work: number };

/** The first ten members choose the work that is withdrawn in the end, the others choose works after it. */
export function pressersOf(members: readonly Client[]): { readonly early: Presser[]; readonly others: Presser[] } {
  const choose = (client: Client, place: number): Presser => ({
    client,
    work: WITHDRAWN + 1 + (place % (WORKS - WITHDRAWN)),
  });
  return {
    early: members.slice(0, OF_WITHDRAWN).map((client) => ({ client, work: WITHDRAWN })),
    others: members.slice(OF_WITHDRAWN).map(choose),
  };
}

/** Each presses once, all at the same time. @returns those that did not get the coupon */
export async function refusedOf(pressers: readonly Presser[]): Promise<Presser[]> {
  const statuses = await Promise.all(
    pressers.map(async ({ client, work }) => (await client.post('/couponuser/', { coupon: 1, work })).status),
  );
  return pressers.filter((_, place) => statuses[place] !== 201);
}
