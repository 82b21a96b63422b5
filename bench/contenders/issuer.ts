export type Press = { readonly couponId: number; readonly workId: number; readonly userId: number };

/** `id` is null if the response is sent before the row is inserted. */
export type Issued = Press & { readonly id: number | null; readonly code: string; readonly createdAt: Date };

export type Refusal = 'SOLD_OUT' | 'ALREADY_ISSUED';

/** The part in which the designs differ: issues coupons while there is stock. */
export interface Issuer {
  issue(press: Press): Promise<Issued | Refusal>;
}
