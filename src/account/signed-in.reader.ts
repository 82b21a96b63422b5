import { Injectable } from '@nestjs/common';
import { Memo } from '../platform/cache/memo.js';
import { Coalesced } from '../platform/database/coalesced.js';
import { inList, listParameter } from '../platform/database/in-list.js';
import type { Row, Step } from '../platform/database/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { SessionStore } from '../platform/session/session.store.js';
import type { SignedInUser, Ticket } from './signed-in-user.js';

const MEMBERS = `SELECT "id", "email", "is_admin", "session_epoch" FROM "user" WHERE ${inList('"id"')} AND "is_active"`;

/** Who is behind a session, as the database says now. Many requests of one moment cost one look. */
@Injectable()
export class SignedInReader {
  private readonly bySession: Coalesced<string, SignedInUser>;
  private readonly byTicket: Coalesced<number, SignedInUser>;
  private readonly tickets = new Memo<Ticket>(20_000, 1_000);

  constructor(
    transactions: Transactions,
    private readonly sessions: SessionStore,
  ) {
    this.bySession = new Coalesced((ids) => transactions.look((tx) => this.behindSessions(tx, ids)));
    this.byTicket = new Coalesced((ids) => transactions.look((tx) => this.members(tx, ids)));
  }

  /** @returns undefined when the session is over, or does not hold any more */
  ofSession(sessionId: string): Promise<SignedInUser | undefined> {
    return this.bySession.load(sessionId);
  }

  /** @returns undefined when the ticket does not hold any more */
  async ofTicket(ticket: Ticket): Promise<SignedInUser | undefined> {
    return held(ticket, await this.byTicket.load(ticket.id));
  }

  private *behindSessions(tx: Tx, sessionIds: readonly string[]): Step<Map<string, SignedInUser>> {
    const tickets = new Map<string, Ticket>();
    for (const [sessionId, data] of yield* this.sessions.readSteps(tx, sessionIds)) {
      const ticket = this.tickets.of(data, ticketIn);
      if (ticket) tickets.set(sessionId, ticket);
    }
    const members = yield* this.members(tx, [...new Set([...tickets.values()].map(({ id }) => id))]);
    const found = [...tickets].map(([sessionId, ticket]) => [sessionId, held(ticket, members.get(ticket.id))] as const);
    return new Map(found.filter((pair): pair is [string, SignedInUser] => pair[1] !== undefined));
  }

  private *members(tx: Tx, ids: readonly number[]): Step<Map<number, SignedInUser>> {
    const rows = yield* tx.rows({ sql: MEMBERS, parameters: [listParameter(ids)] });
    return new Map(rows.map((row) => [row['id'] as number, memberFrom(row)]));
  }
}

/** What passport wrote into the session when its member logged in. */
const ticketIn = (data: string): Ticket | undefined =>
  (JSON.parse(data) as { passport?: { user?: Ticket } }).passport?.user;

const held = ({ epoch }: Ticket, member: SignedInUser | undefined): SignedInUser | undefined =>
  member?.sessionEpoch === epoch ? member : undefined;

const memberFrom = (row: Row): SignedInUser => ({
  id: row['id'] as number,
  email: row['email'] as string,
  isAdmin: Boolean(row['is_admin']),
  sessionEpoch: row['session_epoch'] as number,
});
