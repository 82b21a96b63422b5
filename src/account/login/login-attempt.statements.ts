/** The first key of the advisory locks of login attempts; those of the coupons have another (`issue-statements.ts`). */
const LOCK_CLASS = 7652;

/** The attempt of a process that died stops counting as in progress after this time, which no password check reaches. */
const IN_PROGRESS = "interval '30 seconds'";

const REMEMBERED = "interval '30 days'";

/**
 * Excludes other attempts at the same keys until the transaction ends. The locks are taken in one order, so that no two
 * transactions wait for each other. Parameter: the keys.
 */
export const LOCK_KEYS = `
  SELECT pg_advisory_xact_lock(${LOCK_CLASS}, slot.hash)
  FROM (SELECT DISTINCT hashtext(key) AS hash FROM unnest($1::text[]) AS key ORDER BY hash OFFSET 0) AS slot`;

/**
 * One row for each key. A failed attempt is a row until its window ends; an attempt in progress is one until its deadline.
 * Parameters: the keys, and the item of each.
 */
export const READ_COUNTS = `
  SELECT wanted.key,
    (count(DISTINCT attempt.item) FILTER (WHERE attempt.has_failed))::int AS failed,
    count(DISTINCT attempt.item)::int AS total,
    coalesce(bool_or(attempt.item = wanted.item AND attempt.has_failed), false) AS item_failed,
    coalesce(bool_or(attempt.item = wanted.item), false) AS item_counted,
    coalesce(1000 * extract(epoch FROM max(attempt.ends_at) FILTER (WHERE attempt.has_failed) - clock_timestamp()), 0)::float8
      AS ms_left
  FROM unnest($1::text[], $2::text[]) AS wanted(key, item)
  LEFT JOIN login_attempt attempt ON attempt.key = wanted.key AND attempt.ends_at > clock_timestamp()
  GROUP BY wanted.key`;

/**
 * One row for each network: the number of logins remembered there, up to a limit, and whether this account's login is one of
 * them. Parameters: the networks, the account, the address, the limit of the number.
 */
export const READ_REMEMBERED = `
  SELECT wanted.network,
    (SELECT count(*)::int FROM (
      SELECT 1 FROM recent_login login
      WHERE login.network = wanted.network AND login.until > clock_timestamp() LIMIT $4) AS remembered) AS logins,
    EXISTS (
      SELECT 1 FROM recent_login login
      WHERE login.network = wanted.network AND login.account = $2 AND login.address = $3
        AND login.until > clock_timestamp()) AS is_remembered
  FROM unnest($1::text[]) AS wanted(network)`;

/** Parameters: the keys, the item of each, the attempt's serial. */
export const BEGIN_ATTEMPT = `
  INSERT INTO login_attempt (key, item, serial, has_failed, ends_at)
  SELECT key, item, $3, false, clock_timestamp() + ${IN_PROGRESS}
  FROM unnest($1::text[], $2::text[]) AS counted(key, item)`;

/** The window of a key starts with its first failure. Parameters: the keys, the item of each, the serial, seconds of a window. */
export const COUNT_FAILURE = `
  INSERT INTO login_attempt (key, item, serial, has_failed, ends_at)
  SELECT counted.key, counted.item, $3, true, coalesce(
    (SELECT min(failed.ends_at) FROM login_attempt failed
     WHERE failed.key = counted.key AND failed.has_failed AND failed.ends_at > clock_timestamp()),
    clock_timestamp() + $4 * interval '1 second')
  FROM unnest($1::text[], $2::text[]) AS counted(key, item)
  ON CONFLICT (key, serial) DO UPDATE SET has_failed = true, ends_at = excluded.ends_at`;

/** Parameters: the keys, the serial. */
export const FORGET_ATTEMPT = 'DELETE FROM login_attempt WHERE key = ANY($1::text[]) AND serial = $2';

/** Parameters: the keys of the networks, the account. */
export const FORGIVE = 'DELETE FROM login_attempt WHERE key = ANY($1::text[]) AND item = $2 AND has_failed';

/** Parameters: the networks, the account, the address. */
export const REMEMBER = `
  INSERT INTO recent_login (network, account, address, until)
  SELECT network, $2, $3, clock_timestamp() + ${REMEMBERED} FROM unnest($1::text[]) AS network
  ON CONFLICT (network, account, address) DO UPDATE SET until = excluded.until`;

/** Deletes some rows that no longer count. Parameter: at most how many. */
export const SWEEP_ATTEMPTS = `
  DELETE FROM login_attempt WHERE (key, serial) IN (
    SELECT key, serial FROM login_attempt WHERE ends_at < clock_timestamp() ORDER BY ends_at LIMIT $1)
  RETURNING 1`;

/** Parameter: at most how many. */
export const SWEEP_LOGINS = `
  DELETE FROM recent_login WHERE (network, account, address) IN (
    SELECT network, account, address FROM recent_login WHERE until < clock_timestamp() ORDER BY until LIMIT $1)
  RETURNING 1`;
