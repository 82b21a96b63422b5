import { Injectable } from '@nestjs/common';
import { Store, type SessionData } from 'express-session';
import type { Request } from 'express';
import { AuditLog } from '../audit-log/audit-log.js';
import { BatchLoader } from '../cache/batch-loader.js';
import { Settings } from '../config/settings.js';
import { inList, listParameter, placeholder } from '../database/sql/in-list.js';
import type { SqlProgram } from '../database/sql/statement.js';
import { LOOK_UPS_AT_ONCE, LookUps } from '../database/look-ups.js';
import { Transactions } from '../database/transactions.js';
import type { Tx } from '../database/tx.js';
import { Clock } from '../time/clock.js';
import { ownerOf, type SessionOwner } from './session-owner.js';
import { Session } from './session.entity.js';
import { storedId } from './stored-session-id.js';

const SESSIONS = `SELECT "id", "data" FROM "session" WHERE ${inList('"id"')} AND "expires_at" > ${placeholder(2)}`;

const SWEEP_SIZE = 500;
const EXPIRED = `SELECT "id" FROM "session" WHERE "expires_at" <= ${placeholder(1)} ORDER BY "expires_at" LIMIT ${SWEEP_SIZE}`;
const DELETE = `DELETE FROM "session" WHERE ${inList('"id"')}`;

/** Login deletes the member's oldest sessions beyond this number. */
const MAX_SESSIONS_EACH = 20;
const DELETE_OLDER = `DELETE FROM "session" WHERE "user_id" = ${placeholder(1)} AND "id" <> ${placeholder(2)} AND "id" NOT IN (
  SELECT "id" FROM "session" WHERE "user_id" = ${placeholder(3)} ORDER BY "expires_at" DESC LIMIT ${MAX_SESSIONS_EACH})`;

type Done<T = void> = (error?: unknown, result?: T) => void;

/**
 * Stores sessions in the database. A session is inserted once, at login; every later save is an UPDATE. So a slow request
 * that still holds a session object cannot recreate the session after logout.
 */
@Injectable()
export class SessionStore extends Store {
  /** Session objects with a row in the database. The value is the saved content; undefined if it was not compared yet. */
  private readonly stored = new WeakMap<object, string | undefined>();
  private readonly loader = new BatchLoader<string, SessionData>(
    (sessionIds) => this.lookUps.read((tx) => this.readSteps(tx, sessionIds)),
    LOOK_UPS_AT_ONCE,
  );

  constructor(
    private readonly transactions: Transactions,
    private readonly lookUps: LookUps,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    super();
  }

  override get(sessionId: string, done: Done<SessionData | null>): void {
    settle(
      this.loader.load(sessionId).then((data) => data ?? null),
      done,
    );
  }

  override set(sessionId: string, session: SessionData, done: Done = () => undefined): void {
    settle(this.write(sessionId, session), done);
  }

  override destroy(sessionId: string, done: Done = () => undefined): void {
    const id = storedId(sessionId);
    settle(
      this.transactions.run((tx) => tx.remove(Session, { id })).then(() => undefined),
      done,
    );
  }

  override createSession(request: Request, data: SessionData): ReturnType<Store['createSession']> {
    const session = super.createSession(request, data);
    this.stored.set(session, undefined);
    return session;
  }

  /** Deletes up to 500 expired sessions in a short transaction. @returns whether there may be more */
  async sweepSome(): Promise<boolean> {
    const now = this.clock.now();
    const expired = await this.transactions.read((tx) => tx.rows({ sql: EXPIRED, parameters: [tx.instant(now)] }));
    const ids = expired.map(({ id }) => id as string);
    if (ids.length > 0) {
      await this.transactions.run((tx) => tx.rows({ sql: DELETE, parameters: [listParameter(ids)] }));
    }
    return ids.length === SWEEP_SIZE;
  }

  private *readSteps(tx: Tx, sessionIds: readonly string[]): SqlProgram<Map<string, SessionData>> {
    const idsByStoredId = new Map(sessionIds.map((sessionId) => [storedId(sessionId), sessionId]));
    const parameters = [listParameter([...idsByStoredId.keys()]), tx.instant(this.clock.now())];
    const rows = yield* tx.rows({ sql: SESSIONS, parameters });
    return new Map(
      rows.map(({ id, data }) => [idsByStoredId.get(id as string)!, JSON.parse(data as string) as SessionData]),
    );
  }

  private async write(sessionId: string, session: SessionData): Promise<void> {
    const [id, data, content] = [storedId(sessionId), JSON.stringify(session), contentOf(session)];
    if (this.stored.has(session)) {
      // At login, passport saves the session, and express-session saves it again at the end of the request.
      if (this.stored.get(session) === content) return;
      await this.transactions.run((tx) => tx.update(Session, { id }, { data }));
    } else {
      const expiresAt = new Date(this.clock.now().getTime() + this.settings.sessionMs);
      const owner = ownerOf(session);
      const row = { id, data, userId: owner?.id ?? null, epoch: owner?.epoch ?? null, expiresAt };
      await this.transactions.run((tx) => this.insertSteps(tx, row, owner));
    }
    this.stored.set(session, content);
  }

  private *insertSteps(tx: Tx, row: Session, owner: SessionOwner | undefined): SqlProgram<void> {
    yield* tx.insert(Session, [row]);
    if (owner?.operator) this.recordLogin(tx, owner.id, owner.operator);
    if (row.userId === null) return;
    // On PostgreSQL, parallel logins may not see each other's session. The next login then deletes the surplus.
    yield* tx.rows({ sql: DELETE_OLDER, parameters: [row.userId, row.id, row.userId] });
  }

  private recordLogin(tx: Tx, id: number, { email, address }: NonNullable<SessionOwner['operator']>): void {
    const by = { userId: id, name: email, address };
    this.auditLog.record(tx, by, { action: 'log-in', target: { kind: 'member', id } });
  }
}

/** Excludes the cookie: express-session changes its expiry before each save, but the row's expiry never changes. */
const contentOf = ({ cookie: _, ...content }: SessionData): string => JSON.stringify(content);

function settle<T>(work: Promise<T>, done: Done<T>): void {
  work.then(
    (result) => done(null, result),
    (error: unknown) => done(error),
  );
}
