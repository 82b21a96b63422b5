import { codeOf } from '../databases/code-column.js';
import { EVENT } from '../databases/event.js';

const FIRST_HOLDER = 1_000_000;
const FROM = encodeURIComponent('2026-11-22T00:00:00.000Z');
const TO = encodeURIComponent('2026-11-22T23:59:59.999Z');

const filtered = (...filters) => filters.map((filter) => `filters.${filter}`);
const sorted = (...names) => names.flatMap((name) => ['asc', 'desc'].map((way) => `sortBy=${name}&direction=${way}`));
const made = `created_at~~from=${FROM}&filters.created_at~~to=${TO}`;

const LISTS = {
  'issued-coupons': (level) => [
    '',
    'page=500',
    ...sorted('code', 'created_at'),
    ...filtered('code=ABC', 'code=ABCDEFGH', `email=member-${FIRST_HOLDER + 7}`, `user=${FIRST_HOLDER + 7}`, 'work=77'),
    ...filtered(`coupon=${EVENT.coupon}`, `coupon=${EVENT.emptyCoupon}`, `coupon=${EVENT.coupon}&filters.work=77`),
    ...filtered('is_used=true', 'is_used=false', 'is_revoked=true', 'is_revoked=false', made),
    ...filtered(`revoked_at~~from=${FROM}`, `id=${Math.ceil(level / 2)}`),
  ],
  'stock-movements': () => [
    '',
    ...sorted('created_at'),
    ...filtered(
      `coupon=${EVENT.coupon}`,
      `coupon=${EVENT.emptyCoupon}`,
      `by_user=${EVENT.operatorId}`,
      'note=bench',
      made,
    ),
    ...filtered('kind=opening', 'kind=adjusted', 'kind=issued', 'kind=returned'),
  ],
  users: () => [
    '',
    ...sorted('id', 'email', 'created_at'),
    ...filtered('email=member-100', 'is_admin=true', 'is_admin=false', 'is_active=true', 'is_active=false', made),
  ],
  works: () => [
    '',
    ...sorted('title', 'created_at'),
    ...filtered(`title=${encodeURIComponent('작품 7')}`, 'is_hidden=true', 'is_hidden=false', made),
  ],
  coupons: () => [
    '',
    ...sorted('name', 'discount_amount', 'discount_rate', 'count', 'starts_at', 'ends_at'),
    ...filtered(
      `name=${encodeURIComponent('쿠폰')}`,
      'discount_amount=1000',
      'count=0',
      'paused=false',
      'is_hidden=false',
      made,
    ),
  ],
  history: () => [
    '',
    'page=500',
    ...sorted('created_at'),
    ...filtered('actor=bench', 'action=edit-work', 'action=case', 'target_kind=coupon', 'target_id=7', made),
    ...filtered('target_kind=work&filters.target_id=7'),
  ],
};

const LOOK_UPS = [
  '/resources/works/actions/search',
  `/resources/works/actions/search/${encodeURIComponent('작품 7')}`,
  '/resources/coupons/actions/search',
  '/resources/users/actions/search',
  '/resources/users/actions/search/member-100',
  '/resources/issued-coupons/actions/search/ABC',
  '/resources/issued-coupons/records/1/show',
  '/resources/stock-movements/records/1/show',
  `/resources/users/records/${EVENT.operatorId}/show`,
  '/resources/works/records/1/show',
  '/resources/coupons/records/1/show',
  '/resources/coupons/records/1/edit',
  '/resources/coupons/records/1/adjustStock',
  '/resources/coupons/records/1/checks',
  `/resources/issued-coupons/actions/revokeUnused?filters.coupon=${EVENT.coupon}`,
];

const LIVE = [`/live/${EVENT.coupon}`, `/live/${EVENT.coupon}/history`];

/** A member who holds a coupon for each work and has as many rejected presses. The code is one of theirs. */
const CASES = [
  { path: '/pages/case', fields: { query: `member-${FIRST_HOLDER + 7}@example.com` } },
  { path: '/pages/case', fields: { query: `member-${FIRST_HOLDER + 7}` } },
  { path: '/pages/case', fields: { query: codeOf(EVENT.heldByRegular * EVENT.regulars + 7 * EVENT.works) } },
];

/** What an operator has open during an event. The export of all coupons runs through the whole measured time. */
const EVENT_DAY = [
  LIVE[0],
  CASES[0],
  CASES[2],
  '/dashboard',
  '/resources/issued-coupons/actions/list',
  '/resources/history/actions/list',
  '/resources/coupons/records/1/show',
  '/resources/issued-coupons/actions/export',
];

export const SCREENS = { all: 'all', costliest: 'costliest', eventDay: 'event-day' };

/** An export takes longer than a second, so that it is not requested again and again. */
export const isExport = (address) => String(address).endsWith('/export');

/** @param {string | { path: string, fields: object }} address the fields are posted */
export const labelOf = (address) =>
  typeof address === 'string' ? address : `${address.path} ${Object.values(address.fields).join(' ')}`;

/**
 * Every list, order, filter, search and look-up of the panel, the live view, cases and the dashboard, by screen.
 * @returns {Record<string, (string | { path: string, fields: object })[]>}
 */
export function addressesByScreen(level) {
  const lists = Object.entries(LISTS).map(([resource, queries]) => [
    resource,
    queries(level).map((query) => `/resources/${resource}/actions/list${query ? `?${query}` : ''}`),
  ]);
  const byScreen = {
    dashboard: ['/dashboard'],
    live: LIVE,
    cases: CASES,
    rows: LOOK_UPS,
    ...Object.fromEntries(lists),
  };
  return { ...byScreen, [SCREENS.all]: Object.values(byScreen).flat(), [SCREENS.eventDay]: EVENT_DAY };
}

/**
 * The values of `--screens`: a screen, all screens, or the address that costs the server most CPU time, which is measured
 * first.
 */
export const screens = [...Object.keys(addressesByScreen(1)), SCREENS.costliest].map((key) => ({ key }));
