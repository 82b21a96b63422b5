import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import type { Coupon } from '../../coupon/coupon.entity.js';
import type { Holdings } from '../../coupon/issued/issued-coupons.loader.js';
import type { EventSnapshot } from '../event.service.js';
import { presentTicket, type Ticket } from './ticket.presenter.js';
import { workCover } from './work-cover.js';
import type { WorksPage } from './works-page.js';
import { presentWorkList, type WorkListView } from './works-page.presenter.js';

const LONG_TITLE = 40;

/** Why a press for this work was refused. */
export type PressRefusal = { readonly workId: number; readonly message: string };

export type Viewer = {
  readonly member?: Pick<SignedInUser, 'email' | 'isAdmin'> | undefined;
  readonly holdings?: Holdings | undefined;
  readonly refusal?: PressRefusal | undefined;
};

/** What the view `event` shows. */
export type EventView = Pick<Viewer, 'member'> & {
  readonly title: string;
  readonly script: string;
  readonly coupon: { readonly id: number; readonly name: string; readonly benefit: string } | undefined;
  readonly ticket: Ticket;
  readonly isOpen: boolean;
  readonly works: readonly object[];
  readonly list: WorkListView;
  readonly notice: string | undefined;
};

export function presentEvent(
  { coupon, now }: Pick<EventSnapshot, 'coupon' | 'now'>,
  page: WorksPage,
  viewer: Viewer,
): EventView {
  const { member, holdings, refusal } = viewer;
  const works = page.works.map(({ id, title }) => ({
    id,
    title,
    isLong: title.length > LONG_TITLE,
    ...workCover(id, title),
    held: holdings?.get(id),
    refusal: refusal?.workId === id ? refusal.message : '',
  }));
  const ticket = presentTicket(coupon, now);
  return {
    title: '쿠폰 이벤트',
    script: 'event.js',
    member,
    coupon: coupon && { id: coupon.id, name: coupon.name, benefit: benefit(coupon) },
    ticket,
    isOpen: ticket.state === 'running',
    works,
    list: presentWorkList(page, member !== undefined),
    // A refusal for a work that is not on this page is shown above the works.
    notice: works.some(({ id }) => id === refusal?.workId) ? undefined : refusal?.message,
  };
}

function benefit({ discountAmount, discountRate }: Coupon): string {
  const amount = discountAmount > 0 ? `${discountAmount.toLocaleString('ko-KR')}원` : '';
  const rate = discountRate > 0 ? `${discountRate}%` : '';
  const both = [amount, rate].filter(Boolean).join(' + ');
  return both && `${both} 할인`;
}
