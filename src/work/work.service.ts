import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { constraintViolation } from '../platform/database/constraint-violation.js';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { changedMeanwhile, nowIs } from '../platform/errors/changed-meanwhile.js';
import { Clock } from '../platform/time/clock.js';
import { badTitle, noSuchWork, titleTaken, workHasIssuedCoupons } from './work.errors.js';
import { Work } from './work.entity.js';
import { cleanTitle } from './work-title.js';

@Injectable()
export class WorkService {
  constructor(
    @InjectRepository(Work) private readonly works: Repository<Work>,
    private readonly transactions: Transactions,
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
  async createMissing(titles: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const rows = titles.map((title) => ({ title: checked(title), createdAt: now, updatedAt: now }));
    await this.transactions.run((tx) => tx.insert(Work, rows, { skipConflicts: true }));
  }

  /** Creates a work. @throws DomainError `INVALID`, `TITLE_TAKEN` */
  async create(title: string): Promise<Work> {
    const now = this.clock.now();
    const row = { title: checked(title), createdAt: now, updatedAt: now };
    const [id] = await this.orTitleTaken(this.transactions.run((tx) => tx.insert(Work, [row])));
    return this.works.findOneByOrFail({ id: id! });
  }

  /**
   * Renames a work.
   * @param seen the title that the operator saw; if the title was changed meanwhile, the work is not renamed
   * @throws DomainError `INVALID`, `TITLE_TAKEN`, `CHANGED_MEANWHILE`, `NOT_FOUND`
   */
  async rename(id: number, title: string, seen?: string): Promise<Work> {
    return this.change(id, { title: checked(title) }, seen);
  }

  /** Hides or shows a work. Coupons that were issued for the work stay valid. @throws DomainError `NOT_FOUND` */
  async setHidden(id: number, isHidden: boolean): Promise<Work> {
    return this.change(id, { isHidden });
  }

  /** Deletes a work without issued coupons. @throws DomainError `HAS_ISSUED_COUPONS`, `NOT_FOUND` */
  async remove(id: number): Promise<void> {
    try {
      const [removed] = await this.transactions.run((tx) => tx.remove(Work, { id }));
      if (!removed) throw noSuchWork();
    } catch (error) {
      throw constraintViolation(error) === 'foreign-key' ? workHasIssuedCoupons() : error;
    }
  }

  private change(id: number, values: Partial<Work>, seen?: string): Promise<Work> {
    return this.orTitleTaken(this.transactions.run((tx) => this.changeSteps(tx, id, values, seen)));
  }

  private *changeSteps(tx: Tx, id: number, values: Partial<Work>, seen?: string): SqlProgram<Work> {
    const [row] = yield* tx.lock(Work, { id });
    if (!row) throw noSuchWork();
    const isStale = seen !== undefined && row.title !== seen && row.title !== values.title;
    if (isStale) throw changedMeanwhile({ title: nowIs(row.title) });
    const change = { ...values, updatedAt: this.clock.now() };
    yield* tx.update(Work, { id }, change);
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
