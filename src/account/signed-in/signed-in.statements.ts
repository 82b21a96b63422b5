import { databaseKind } from '../../platform/config/environment.js';
import { inList } from '../../platform/database/sql/in-list.js';

const MEMBER = 'member."id", member."email", member."is_admin", member."session_epoch"';

/** Whoever was deactivated is nobody. */
const HOLDS = 'member."is_active"';

/** Members by their ids, one parameter: the list. */
export const MEMBERS = `SELECT ${MEMBER} FROM "user" member WHERE ${inList('member."id"')} AND ${HOLDS}`;

/**
 * Members by the stored ids of their sessions, and in `ticket_epoch` what was theirs when they logged in.
 * Parameters: the list, and the present instant.
 *
 * On PostgreSQL, LIMIT 1 keeps the plan to a look-up for each, whatever it thinks of the tables.
 */
export const MEMBERS_BY_SESSION =
  databaseKind === 'postgres'
    ? `SELECT asked.id AS session_id, ${MEMBER}, session.epoch AS ticket_epoch
       FROM unnest($1::text[]) AS asked(id)
       CROSS JOIN LATERAL (
         SELECT user_id, epoch FROM session row WHERE row.id = asked.id AND row.expires_at > $2 LIMIT 1) AS session
       CROSS JOIN LATERAL (SELECT * FROM "user" row WHERE row.id = session.user_id LIMIT 1) AS member
       WHERE ${HOLDS}`
    : `SELECT session.id AS session_id, ${MEMBER}, session.epoch AS ticket_epoch
       FROM json_each(?) asked
       CROSS JOIN session ON session.id = asked.value AND session.expires_at > ?
       CROSS JOIN "user" member ON member.id = session.user_id
       WHERE ${HOLDS}`;
