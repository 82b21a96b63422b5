import type { Role } from '../../account/role.js';
import type { Rejection } from '../../coupon/rejected/rejected-press.entity.js';

/** What a search found: a member's case, several members to choose from, or nothing. Instants are ISO texts in UTC. */
export type CaseAnswer =
  | ({ readonly kind: 'case' } & MemberCase)
  | { readonly kind: 'members'; readonly members: readonly FoundMember[]; readonly hasMore: boolean }
  | { readonly kind: 'nothing' };

export type FoundMember = { readonly id: number; readonly email: string };

export type MemberCase = {
  readonly member: CaseMember;
  readonly coupons: readonly HeldCoupon[];
  readonly hasMoreCoupons: boolean;
  readonly rejections: readonly RejectedAtEvent[];
  readonly hasMoreRejections: boolean;
  readonly acts: readonly CaseAct[];
  readonly hasMoreActs: boolean;
};

export type CaseMember = FoundMember & {
  readonly isActive: boolean;
  readonly since: string;
  readonly role: Role | 'none';
};

/** A coupon or a work. The title is null if it was deleted. */
export type Named = { readonly id: number; readonly title: string | null; readonly isHidden: boolean };

export type HeldCoupon = {
  readonly id: number;
  readonly code: string;
  readonly coupon: Named;
  readonly work: Named;
  readonly state: 'usable' | 'used' | 'revoked';
  readonly issuedAt: string;
  /** Null for an unused coupon, and for coupons that were marked before the time was stored. */
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
  /** Whether the search was for this coupon's code. */
  readonly isSearched: boolean;
};

export type RejectedAtEvent = {
  readonly coupon: Named;
  readonly timeZone: string;
  /** Since when the coupon is sold out; null if it is not, or was deleted. */
  readonly soldOutSince: string | null;
  readonly works: readonly RejectedForWork[];
};

export type RejectedForWork = {
  readonly work: Named;
  readonly presses: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly lastReason: Rejection;
  /** If the last press was refused as sold out, and units were added later: when the stock was 0. */
  readonly soldOut: SoldOutTime | null;
};

export type SoldOutTime = { readonly from: string; readonly to: string };

export type CaseAct = {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: number;
  /** JSON, as in the audit log. */
  readonly changes: string | null;
  readonly reason: string | null;
};
