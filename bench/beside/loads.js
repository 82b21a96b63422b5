import { keepBackingUp } from './backups.js';
import { cookieOf, EVENT } from '../databases/event.js';
import { insertIssuedWithHolders } from '../databases/fill.js';
import { multipart } from '../load/multipart.js';

const ANONYMOUS = 32;
const SOME_WORKS = 1_000;
const MANY_WORKS = 50_000;
const RENAME_EVERY_MS = 1_500;
const EXPORTED = 1_000_000;
const VIEWERS = 20;
const LOOK_EVERY_MS = 1_000;
const REVOKED = 100_000;
const PASSWORD = 'nine-purple-lanterns-42';
const MAX_LOGINS = 1_000;
const FORM = {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  body: `coupon=${EVENT.coupon}&work=1`,
};
const JSON_BODY = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

const emailOf = (place) => `member-${EVENT.firstMemberId + place}@example.com`;

/**
 * The other requests during the presses. `prepare` is called once, after the contender has started; `begin` when the measured
 * time begins. `begin` may return a function that ends the load.
 */
export const loads = [
  {
    key: 'query-strings',
    label: `${ANONYMOUS} anonymous connections that request \`/event/?utm_source=kakao\` (1,000 works) without a pause`,
    prepare: works(SOME_WORKS),
    begin: (visitors) => visitors.keepRequesting(ANONYMOUS, '/event/?utm_source=kakao'),
  },
  {
    key: 'conditions',
    label: 'the same with `If-None-Match`',
    prepare: works(SOME_WORKS),
    begin: (visitors) => visitors.keepRequesting(ANONYMOUS, '/event/', { headers: { 'if-none-match': '"another"' } }),
  },
  {
    key: 'forms',
    label: 'the same with plain form posts',
    prepare: works(SOME_WORKS),
    begin: (visitors) => visitors.keepRequesting(ANONYMOUS, '/event/', FORM),
  },
  { key: 'logins-200', label: '200 logins at once', prepare: givePasswords, begin: logins(200) },
  { key: 'logins-1000', label: '1,000 logins at once', prepare: givePasswords, begin: logins(MAX_LOGINS) },
  {
    key: 'catalog',
    label:
      '50,000 works: one visitor who requests `/work/` without a pause, one the event page, one its last ' +
      `pages, and an operator who renames a work every ${RENAME_EVERY_MS / 1000} s`,
    prepare: works(MANY_WORKS),
    begin: readCatalog,
  },
  {
    key: 'backup',
    label: 'backups without a pause (SQLite: `npm run backup`, PostgreSQL: `pg_dump`)',
    begin: (visitors, { folder }, { store }) => keepBackingUp(store, visitors, folder),
  },
  {
    key: 'export',
    label: `an operator who exports ${EXPORTED.toLocaleString('en')} issued coupons as CSV, without a pause`,
    prepare: issuedBefore(EXPORTED),
    begin: (visitors, { secret }) =>
      visitors.keepDownloading('/admin/api/resources/issued-coupons/actions/export', {
        cookie: cookieOf(EVENT.firstRegularId, secret),
      }),
  },
  {
    key: 'live',
    label: `${VIEWERS} operators who watch the live view of the event, which asks once a second`,
    prepare: async ({ store }) => {
      await makeOperators(store, VIEWERS);
      await store.close();
    },
    begin: watchLive,
  },
  {
    key: 'revocation',
    label: `an operator who revokes ${REVOKED.toLocaleString('en')} unused coupons of the same event by filter`,
    prepare: issuedBefore(REVOKED),
    begin: revokeUnused,
  },
];

/** The viewers opened their pages at different moments of a second. */
function watchLive(visitors, { secret }) {
  const path = `/admin/api/live/${EVENT.coupon}`;
  const timers = Array.from({ length: VIEWERS }, (_, viewer) => {
    const headers = { cookie: cookieOf(EVENT.firstRegularId + viewer, secret) };
    void visitors.send(`${path}/history`, { headers });
    const start = () => visitors.requestEvery(LOOK_EVERY_MS, path, { headers });
    return setTimeout(start, (LOOK_EVERY_MS * viewer) / VIEWERS);
  });
  return () => timers.forEach(clearTimeout);
}

function logins(count) {
  return (visitors) => {
    for (let place = 0; place < count; place++) {
      const body = JSON.stringify({ email: emailOf(place), password: PASSWORD });
      void visitors.send('/account/login/', { method: 'POST', headers: JSON_BODY, body });
    }
  };
}

/** Signs a member up and copies the password hash to the members who will log in. */
async function givePasswords({ store }, visitors) {
  const email = 'signed-up@example.com';
  const body = JSON.stringify({ email, password: PASSWORD, confirm_password: PASSWORD });
  await visitors.send('/account/signup/', { method: 'POST', headers: JSON_BODY, body });
  await store.rows(`UPDATE "user" SET password = (SELECT password FROM "user" WHERE email = '${email}')
    WHERE id >= ${EVENT.firstMemberId} AND id < ${EVENT.firstMemberId + MAX_LOGINS}`);
  await store.close();
}

/** Inserts works up to this number and makes one member an operator, who can rename them. */
function works(count) {
  return async ({ store }) => {
    const { series, instant } = store.dialect;
    const now = instant(new Date());
    await store.rows(`INSERT INTO work (id, title, is_hidden, created_at, updated_at)
    SELECT i, '작품 ' || i, FALSE, ${now}, ${now} FROM ${series(EVENT.works + 1, count)}`);
    await makeOperator(store);
    await store.close();
  };
}

/** Inserts coupons already issued and makes one member an operator, who can export them. */
function issuedBefore(count) {
  return async ({ store }) => {
    await insertIssuedWithHolders(store, 0, count);
    await makeOperator(store);
    await store.close();
  };
}

const makeOperator = (store) => makeOperators(store, 1);

const makeOperators = (store, count) =>
  store.rows(
    `UPDATE "user" SET is_admin = TRUE WHERE id >= ${EVENT.firstRegularId} AND id < ${EVENT.firstRegularId + count}`,
  );

/** Starts a revocation, and cancels it at the end of the measured time. Counts what it revoked. */
function revokeUnused(visitors, { secret }) {
  const actions = `http://127.0.0.1:${visitors.port}/admin/api/resources/issued-coupons/actions`;
  const headers = { cookie: cookieOf(EVENT.firstRegularId, secret), 'sec-fetch-site': 'same-origin' };
  // Not by `visitors`, who are gone when the revocation is cancelled.
  const post = async (path, fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const response = await fetch(`${actions}/${path}`, { method: 'POST', headers, body });
    visitors.count(response.status);
    return (await response.json()).revocation;
  };
  // With returned units, the stock would not be what the presses left.
  const terms = { reason: 'bench', returns_units: 'false' };
  const started = post(`revokeUnused?filters.coupon=${EVENT.coupon}`, terms);
  return async () => {
    const { id } = await started;
    const { revoked } = await post('cancelRevocation', { id: String(id) });
    visitors.count('revoked', revoked);
  };
}

function readCatalog(visitors, { secret }) {
  let page = 0;
  visitors.keepRequesting(1, '/work/');
  visitors.keepRequesting(1, '/event/');
  visitors.keepRequesting(1, () => `/event/?page=${1 + (page++ % 500)}`);
  const cookie = cookieOf(EVENT.firstRegularId, secret);
  let renamed = 0;
  const timer = setInterval(() => {
    renamed += 1;
    const id = EVENT.works + renamed;
    const { contentType, body } = multipart({ title: `작품 ${id} ${Date.now()}`, is_hidden: 'false' });
    const headers = { ...JSON_BODY, cookie, 'content-type': contentType };
    void visitors.send(`/admin/api/resources/works/records/${id}/edit`, { method: 'POST', headers, body });
  }, RENAME_EVERY_MS);
  return () => clearInterval(timer);
}
