import { Injectable } from '@nestjs/common';
import { BatchLoader } from '../../platform/cache/batch-loader.js';
import { listParameter } from '../../platform/database/sql/in-list.js';
import type { Row, SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { storedId } from '../../platform/session/stored-session-id.js';
import { Clock } from '../../platform/time/clock.js';
import type { SignedInUser, Ticket } from './signed-in-user.js';
import { MEMBERS, MEMBERS_BY_SESSION } from './signed-in.statements.js';

/** Who is behind a session, as the database says now. Many requests of one moment cost one look. */
@Injectable()
export class SignedInUsers {
  private readonly bySession: BatchLoader<string, SignedInUser>;
  private readonly byId: BatchLoader<number, SignedInUser>;

  constructor(
    transactions: Transactions,
    private readonly clock: Clock,
  ) {
    this.bySession = new BatchLoader((ids) => transactions.read((tx) => this.behindSessions(tx, ids)));
    this.byId = new BatchLoader((ids) => transactions.read((tx) => this.members(tx, ids)));
  }

  /** @returns undefined when the session is over, or does not hold any more */
  ofSession(sessionId: string): Promise<SignedInUser | undefined> {
    return this.bySession.load(sessionId);
  }

  /** @returns undefined when the ticket does not hold any more */
  async ofOwner(ticket: Ticket): Promise<SignedInUser | undefined> {
    const member = await this.byId.load(ticket.id);
    return member && holds(ticket, member) ? member : undefined;
  }

  private *behindSessions(tx: Tx, sessionIds: readonly string[]): SqlProgram<Map<string, SignedInUser>> {
    const asked = new Map(sessionIds.map((sessionId) => [storedId(sessionId), sessionId]));
    const parameters = [listParameter([...asked.keys()]), tx.instant(this.clock.now())];
    const found = new Map<string, SignedInUser>();
    for (const row of yield* tx.rows({ sql: MEMBERS_BY_SESSION, parameters })) {
      const member = memberFrom(row);
      const ticket = { id: member.id, epoch: row['ticket_epoch'] as number };
      if (holds(ticket, member)) found.set(asked.get(row['session_id'] as string)!, member);
    }
    return found;
  }

  private *members(tx: Tx, ids: readonly number[]): SqlProgram<Map<number, SignedInUser>> {
    const rows = yield* tx.rows({ sql: MEMBERS, parameters: [listParameter(ids)] });
    return new Map(rows.map((row) => [row['id'] as number, memberFrom(row)]));
  }
}

/** Logging out everywhere, a new password among it, begins a new epoch. */
const holds = ({ epoch }: Ticket, { sessionEpoch }: SignedInUser): boolean => epoch === sessionEpoch;

const memberFrom = (row: Row): SignedInUser => ({
  id: row['id'] as number,
  email: row['email'] as string,
  isAdmin: Boolean(row['is_admin']),
  sessionEpoch: row['session_epoch'] as number,
});
