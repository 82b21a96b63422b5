import { Injectable } from '@nestjs/common';
import { BatchLoader } from '../../platform/cache/batch-loader.js';
import { listParameter } from '../../platform/database/sql/in-list.js';
import type { Row, SqlProgram } from '../../platform/database/sql/statement.js';
import { LOOK_UPS_AT_ONCE, LookUps } from '../../platform/database/look-ups.js';
import type { Tx } from '../../platform/database/tx.js';
import type { SessionOwner } from '../../platform/session/session-owner.js';
import { storedId } from '../../platform/session/stored-session-id.js';
import { Clock } from '../../platform/time/clock.js';
import type { SignedInUser } from './signed-in-user.js';
import { MEMBERS, MEMBERS_BY_SESSION } from './signed-in.statements.js';

/**
 * Reads the members of sessions from the database. A result is never cached, so deactivation and a password change take
 * effect with the next request. Requests that arrive together share one query.
 */
@Injectable()
export class SignedInUsers {
  private readonly bySession: BatchLoader<string, SignedInUser>;
  private readonly byId: BatchLoader<number, SignedInUser>;

  constructor(
    lookUps: LookUps,
    private readonly clock: Clock,
  ) {
    this.bySession = new BatchLoader((ids) => lookUps.read((tx) => this.readBySessions(tx, ids)), LOOK_UPS_AT_ONCE);
    this.byId = new BatchLoader((ids) => lookUps.read((tx) => this.readByIds(tx, ids)), LOOK_UPS_AT_ONCE);
  }

  /**
   * @param sessionId the id in the cookie
   * @returns the session's member; undefined if the session is unknown, expired or no longer valid
   */
  ofSession(sessionId: string): Promise<SignedInUser | undefined> {
    return this.bySession.load(sessionId);
  }

  /** @returns the session's member; undefined if the member is deactivated or the session's epoch is outdated */
  async ofOwner(owner: SessionOwner): Promise<SignedInUser | undefined> {
    const member = await this.byId.load(owner.id);
    return member && isValid(owner, member) ? member : undefined;
  }

  private *readBySessions(tx: Tx, sessionIds: readonly string[]): SqlProgram<Map<string, SignedInUser>> {
    const idsByStoredId = new Map(sessionIds.map((sessionId) => [storedId(sessionId), sessionId]));
    const parameters = [listParameter([...idsByStoredId.keys()]), tx.instant(this.clock.now())];
    const members = new Map<string, SignedInUser>();
    for (const row of yield* tx.rows({ sql: MEMBERS_BY_SESSION, parameters })) {
      const member = memberFrom(row);
      const owner = { id: member.id, epoch: row['owner_epoch'] as number };
      if (isValid(owner, member)) members.set(idsByStoredId.get(row['session_id'] as string)!, member);
    }
    return members;
  }

  private *readByIds(tx: Tx, ids: readonly number[]): SqlProgram<Map<number, SignedInUser>> {
    const rows = yield* tx.rows({ sql: MEMBERS, parameters: [listParameter(ids)] });
    return new Map(rows.map((row) => [row['id'] as number, memberFrom(row)]));
  }
}

/** A password change and a deactivation increase the member's epoch, which ends all sessions of the earlier epoch. */
const isValid = ({ epoch }: SessionOwner, { sessionEpoch }: SignedInUser): boolean => epoch === sessionEpoch;

const memberFrom = (row: Row): SignedInUser => ({
  id: row['id'] as number,
  email: row['email'] as string,
  isAdmin: Boolean(row['is_admin']),
  role: row['role'] as string | null,
  sessionEpoch: row['session_epoch'] as number,
});
