import type { EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { SELECTED, type EntitySql } from './sql/entity-sql.js';
import type { Row, Statement, SqlProgram } from './sql/statement.js';

/** The operations of a transaction. TypeORM generates the SQL; the implementation of `Transactions` executes it. */
export class Tx {
  /** The entities whose tables were written. Statements passed to `rows` are not included. */
  readonly written = new Set<EntityTarget<ObjectLiteral>>();
  private deferred: Statement[] = [];
  private isEnding = false;

  constructor(private readonly sql: EntitySql) {}

  /** @returns the rows whose columns equal `where`, ordered by id */
  *find<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): SqlProgram<E[]> {
    return yield* this.entities(entity, this.sql.select(entity, where, false), SELECTED);
  }

  /** As `find`. Other transactions cannot lock or change the rows until this one ends. */
  *lock<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): SqlProgram<E[]> {
    return yield* this.entities(entity, this.sql.select(entity, where, true), SELECTED);
  }

  /**
   * @returns the ids of the inserted rows. With `skipConflicts`, rows that violate a unique constraint are skipped. With
   *   `withIds`, the rows keep the ids that they have; all of them must have the same properties
   */
  *insert<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: QueryDeepPartialEntity<E>[],
    options: { skipConflicts?: boolean; withIds?: boolean } = {},
  ): SqlProgram<number[]> {
    return yield* this.change(entity, this.insertion(entity, rows, options));
  }

  /** @param values a value may be a function that returns SQL, as in TypeORM @returns the ids of the updated rows */
  *update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
    values: QueryDeepPartialEntity<E>,
  ): SqlProgram<number[]> {
    return yield* this.change(entity, this.sql.update(entity, where, values));
  }

  /** @returns the ids of the deleted rows */
  *remove<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): SqlProgram<number[]> {
    return yield* this.change(entity, this.sql.remove(entity, where));
  }

  /** Executes a statement written by hand. @returns its rows */
  *rows(statement: Statement): SqlProgram<readonly Row[]> {
    const [rows] = yield [statement];
    return rows!;
  }

  /**
   * As `rows`, for the last statement of the transaction. PostgreSQL receives COMMIT together with it, so locks are held for
   * one round trip less. After it the program may not execute or defer statements, and may not throw.
   */
  *lastRows(statement: Statement): SqlProgram<readonly Row[]> {
    this.isEnding = true;
    return yield* this.rows(statement);
  }

  /** Whether `lastRows` was called. */
  get ending(): boolean {
    return this.isEnding;
  }

  /** Queues a write whose result is not needed. It is executed before the next statement, at the latest before COMMIT. */
  defer(entity: EntityTarget<ObjectLiteral>, statement: Statement): void {
    this.written.add(entity);
    this.deferred.push(statement);
  }

  /** Empties the queue of `defer`. @returns its statements, to be executed before the next statement */
  drainDeferred(): readonly Statement[] {
    const statements = this.deferred;
    this.deferred = [];
    return statements;
  }

  /** As `rows`, for a statement that selects all columns of an entity. @param prefix of the column names in the result */
  *entities<E extends ObjectLiteral>(entity: EntityTarget<E>, statement: Statement, prefix = ''): SqlProgram<E[]> {
    return (yield* this.rows(statement)).map((row) => this.sql.entityOf(entity, row, prefix));
  }

  /** Converts an instant to a parameter for this database. */
  instant(at: Date): unknown {
    return this.sql.instant(at);
  }

  private insertion<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: QueryDeepPartialEntity<E>[],
    options: { skipConflicts?: boolean; withIds?: boolean },
  ): Statement {
    if (options.skipConflicts) return this.sql.insertUnlessConflict(entity, rows);
    return options.withIds ? this.sql.insertWithIds(entity, rows) : this.sql.insert(entity, rows);
  }

  private *change(entity: EntityTarget<ObjectLiteral>, statement: Statement): SqlProgram<number[]> {
    this.written.add(entity);
    const id = this.sql.idColumn(entity);
    return (yield* this.rows(statement)).map((row) => row[id] as number);
  }
}
