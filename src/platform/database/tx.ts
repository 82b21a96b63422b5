import type { EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { SELECTED, type EntitySql } from './sql/entity-sql.js';
import type { Row, Statement, SqlProgram } from './sql/statement.js';

/** What a transaction can do with entities. TypeORM writes the SQL; whoever drives the transaction runs it. */
export class Tx {
  /** The entities whose tables were written; `rows` is not counted. */
  readonly written = new Set<EntityTarget<ObjectLiteral>>();
  private deferred: Statement[] = [];

  constructor(private readonly sql: EntitySql) {}

  /** Rows by equality, in order of id. */
  *find<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): SqlProgram<E[]> {
    return yield* this.entities(entity, this.sql.select(entity, where, false), SELECTED);
  }

  /** As `find`, and nobody else can lock or change the rows before this transaction ends. */
  *lock<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): SqlProgram<E[]> {
    return yield* this.entities(entity, this.sql.select(entity, where, true), SELECTED);
  }

  /** @returns the id of each row written; with `skipConflicts`, rows that break a unique constraint are left out. */
  *insert<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: QueryDeepPartialEntity<E>[],
    options: { skipConflicts?: boolean } = {},
  ): SqlProgram<number[]> {
    const own = options.skipConflicts ? this.sql.insertUnlessConflict(entity, rows) : this.sql.insert(entity, rows);
    return yield* this.change(entity, own);
  }

  /** @returns the id of each row changed. A value may be a function that gives SQL, as in TypeORM. */
  *update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
    values: QueryDeepPartialEntity<E>,
  ): SqlProgram<number[]> {
    return yield* this.change(entity, this.sql.update(entity, where, values));
  }

  /** @returns the id of each row removed. */
  *remove<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): SqlProgram<number[]> {
    return yield* this.change(entity, this.sql.remove(entity, where));
  }

  /** What a statement of one's own returns. */
  *rows(own: Statement): SqlProgram<readonly Row[]> {
    const [rows] = yield [own];
    return rows!;
  }

  /** Writes an entity's table before anything else happens, at the latest with COMMIT: nobody waits for the result. */
  defer(entity: EntityTarget<ObjectLiteral>, own: Statement): void {
    this.written.add(entity);
    this.deferred.push(own);
  }

  /** What `later` was given since this was last asked for, to be run first. */
  drainDeferred(): readonly Statement[] {
    const postponed = this.deferred;
    this.deferred = [];
    return postponed;
  }

  /** As `rows`, for a statement that returns whole rows of an entity's table. */
  *entities<E extends ObjectLiteral>(entity: EntityTarget<E>, own: Statement, prefix = ''): SqlProgram<E[]> {
    return (yield* this.rows(own)).map((row) => this.sql.entityOf(entity, row, prefix));
  }

  /** An instant as this database takes it for a parameter. */
  instant(at: Date): unknown {
    return this.sql.instant(at);
  }

  private *change(entity: EntityTarget<ObjectLiteral>, own: Statement): SqlProgram<number[]> {
    this.written.add(entity);
    const id = this.sql.idColumn(entity);
    return (yield* this.rows(own)).map((row) => row[id] as number);
  }
}
