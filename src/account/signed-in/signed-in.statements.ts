import { databaseKind } from '../../platform/config/environment.js';
import { inList } from '../../platform/database/sql/in-list.js';

const MEMBER = 'member."id", member."email", member."is_admin", member."role", member."session_epoch"';

/** A deactivated member is not signed in. */
const IS_ACTIVE = 'member."is_active"';

/** Selects members by id. One parameter: the list of ids. */
export const MEMBERS = `SELECT ${MEMBER} FROM "user" member WHERE ${inList('member."id"')} AND ${IS_ACTIVE}`;

/**
 * Selects members by the stored ids of their sessions. `owner_epoch` is the member's session epoch at login.
 * Parameters: the list of stored session ids, and the current instant.
 *
 * On PostgreSQL, LIMIT 1 forces one index lookup for each id, whatever the statistics of the tables.
 */
export const MEMBERS_BY_SESSION =
  databaseKind === 'postgres'
    ? `SELECT requested.id AS session_id, ${MEMBER}, session.epoch AS owner_epoch
       FROM unnest($1::text[]) AS requested(id)
       CROSS JOIN LATERAL (
         SELECT user_id, epoch FROM session row WHERE row.id = requested.id AND row.expires_at > $2 LIMIT 1) AS session
       CROSS JOIN LATERAL (SELECT * FROM "user" row WHERE row.id = session.user_id LIMIT 1) AS member
       WHERE ${IS_ACTIVE}`
    : `SELECT session.id AS session_id, ${MEMBER}, session.epoch AS owner_epoch
       FROM json_each(?) requested
       CROSS JOIN session ON session.id = requested.value AND session.expires_at > ?
       CROSS JOIN "user" member ON member.id = session.user_id
       WHERE ${IS_ACTIVE}`;
