import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Act, Action, Changes } from '../platform/audit-log/act.js';
import type { Actor } from '../platform/audit-log/actor.js';
import { AuditLog } from '../platform/audit-log/audit-log.js';
import { changesOf } from '../platform/audit-log/changes.js';
import { constraintViolation } from '../platform/database/constraint-violation.js';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { changedMeanwhile } from '../platform/errors/changed-meanwhile.js';
import { Clock } from '../platform/time/clock.js';
import { badTitle, noSuchWork, titleTaken, workHasIssuedCoupons } from './work.errors.js';
import { Work } from './work.entity.js';
import { cleanTitle } from './work-title.js';
import { importOf } from './import/import-act.js';

type NewWork = Pick<Work, 'title' | 'createdAt' | 'updatedAt'>;

/** `seen`: the title that the operator saw. */
type ChangeAct = { readonly by: Actor; readonly action: Action; readonly seen?: string | undefined };

const RECORDED = ['title', 'isHidden'] as const;

const actOn = (action: Action, { id, title }: Pick<Work, 'id' | 'title'>, changes: Changes): Act => ({
  action,
  target: { kind: 'work', id, title },
  changes,
});

@Injectable()
export class WorkService {
  constructor(
    @InjectRepository(Work) private readonly works: Repository<Work>,
    private readonly transactions: Transactions,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @returns every visible work, ordered by id */
  list(): Promise<Work[]> {
    return this.works.find({ where: { isHidden: false }, order: { id: 'ASC' } });
  }

  /** @returns whether any work exists, including hidden works */
  existsAny(): Promise<boolean> {
    return this.works.existsBy({});
  }

  /** Creates the works whose titles do not exist yet. @throws DomainError `INVALID` */
  async createMissing(titles: readonly string[], by: Actor): Promise<void> {
    const now = this.clock.now();
    const rows = titles.map((title) => ({ title: checked(title), createdAt: now, updatedAt: now }));
    await this.transactions.run((tx) => this.createMissingSteps(tx, rows, by));
  }

  /** Creates a work. @throws DomainError `INVALID`, `TITLE_TAKEN` */
  async create(title: string, by: Actor): Promise<Work> {
    const now = this.clock.now();
    const row = { title: checked(title), createdAt: now, updatedAt: now };
    const id = await this.orTitleTaken(this.transactions.run((tx) => this.createSteps(tx, row, by)));
    return this.works.findOneByOrFail({ id });
  }

  /**
   * Renames a work.
   * @param seen the title that the operator saw; if the title was changed meanwhile, the work is not renamed
   * @throws DomainError `INVALID`, `TITLE_TAKEN`, `CHANGED_MEANWHILE`, `NOT_FOUND`
   */
  async rename(id: number, title: string, by: Actor, seen?: string): Promise<Work> {
    return this.change(id, { title: checked(title) }, { by, action: 'edit-work', seen });
  }

  /** Hides or shows a work. Coupons that were issued for the work stay valid. @throws DomainError `NOT_FOUND` */
  async setHidden(id: number, isHidden: boolean, by: Actor): Promise<Work> {
    return this.change(id, { isHidden }, { by, action: isHidden ? 'hide-work' : 'unhide-work' });
  }

  /** Deletes a work without issued coupons. @throws DomainError `HAS_ISSUED_COUPONS`, `NOT_FOUND` */
  async remove(id: number, by: Actor): Promise<void> {
    try {
      await this.transactions.run((tx) => this.removeSteps(tx, id, by));
    } catch (error) {
      throw constraintViolation(error) === 'foreign-key' ? workHasIssuedCoupons() : error;
    }
  }

  private *createMissingSteps(tx: Tx, rows: NewWork[], by: Actor): SqlProgram<void> {
    const ids = yield* tx.insert(Work, rows, { skipConflicts: true });
    if (ids.length > 0) this.auditLog.record(tx, by, importOf(ids.length));
  }

  private *createSteps(tx: Tx, row: NewWork, by: Actor): SqlProgram<number> {
    const [id] = yield* tx.insert(Work, [row]);
    this.auditLog.record(tx, by, actOn('create-work', { id: id!, title: row.title }, changesOf({}, row, RECORDED)));
    return id!;
  }

  private *removeSteps(tx: Tx, id: number, by: Actor): SqlProgram<void> {
    const [row] = yield* tx.lock(Work, { id });
    if (!row) throw noSuchWork();
    yield* tx.remove(Work, { id });
    this.auditLog.record(tx, by, actOn('delete-work', row, changesOf(row, {}, RECORDED)));
  }

  private change(id: number, values: Partial<Work>, act: ChangeAct): Promise<Work> {
    return this.orTitleTaken(this.transactions.run((tx) => this.changeSteps(tx, id, values, act)));
  }

  private *changeSteps(tx: Tx, id: number, values: Partial<Work>, { by, action, seen }: ChangeAct): SqlProgram<Work> {
    const [row] = yield* tx.lock(Work, { id });
    if (!row) throw noSuchWork();
    const isStale = seen !== undefined && row.title !== seen && row.title !== values.title;
    if (isStale) {
      const editors = yield* this.auditLog.lastEditors(tx, { kind: 'work', id });
      throw changedMeanwhile({ title: { theirs: row.title, mine: values.title ?? '', by: editors.get('title') } });
    }
    const change = { ...values, updatedAt: this.clock.now() };
    yield* tx.update(Work, { id }, change);
    const changes = changesOf(row, change, RECORDED);
    if (Object.keys(changes).length > 0) this.auditLog.record(tx, by, actOn(action, row, changes));
    return { ...row, ...change };
  }

  private async orTitleTaken<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw constraintViolation(error) === 'unique' ? titleTaken() : error;
    }
  }
}

function checked(title: string): string {
  const { title: clean, problem } = cleanTitle(title);
  if (problem !== undefined) throw badTitle(problem);
  return clean;
}
