import type {
  DataSource,
  EntityMetadata,
  EntityTarget,
  FindOptionsWhere,
  ObjectLiteral,
  QueryDeepPartialEntity,
} from 'typeorm';
import { BoundedCache } from '../../cache/bounded-cache.js';
import { entityFrom, sqliteInstant } from '../typeorm-internals.js';
import { placeholder } from './in-list.js';
import type { Row, Statement } from './statement.js';

/** The prefix of column names in the result of `select`. */
export const SELECTED = 'row_';

/** Generates the statements for entities with TypeORM. */
export class EntitySql {
  /** SQL by table and columns. Building it with TypeORM takes longer than executing it. */
  private readonly selects = new BoundedCache<string>(300, 200);

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Selects the rows whose columns equal `where`, ordered by id.
   * @param lock whether the rows are locked until the transaction ends
   */
  select<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>, lock: boolean): Statement {
    const conditions = Object.entries(where) as [string, unknown][];
    const isPlain = conditions.every(([, value]) => ['number', 'string', 'boolean'].includes(typeof value));
    if (!isPlain) return this.newSelect(entity, where, lock);
    const parameters = conditions.map(([, value]) => value).filter((value) => typeof value !== 'boolean');
    return { sql: this.cachedSelect(entity, conditions, lock), parameters };
  }

  insert<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: QueryDeepPartialEntity<E>[]): Statement {
    return this.returningId(entity, this.dataSource.createQueryBuilder().insert().into(entity).values(rows));
  }

  /** Names the columns of the first row, because TypeORM leaves a generated id out otherwise (on PostgreSQL). */
  insertWithIds<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: QueryDeepPartialEntity<E>[]): Statement {
    const columns = Object.keys(rows[0]!);
    return this.returningId(entity, this.dataSource.createQueryBuilder().insert().into(entity, columns).values(rows));
  }

  insertUnlessConflict<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: QueryDeepPartialEntity<E>[]): Statement {
    return this.returningId(entity, this.dataSource.createQueryBuilder().insert().into(entity).values(rows).orIgnore());
  }

  update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
    values: QueryDeepPartialEntity<E>,
  ): Statement {
    return this.returningId(entity, this.dataSource.createQueryBuilder().update(entity).set(values).where(where));
  }

  remove<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Statement {
    return this.returningId(entity, this.dataSource.createQueryBuilder().delete().from(entity).where(where));
  }

  /** @returns the name of the column that `insert`, `update` and `remove` return */
  idColumn(entity: EntityTarget<ObjectLiteral>): string {
    return this.metadata(entity).primaryColumns[0]!.databaseName;
  }

  /** @param prefix of the column names in `row` */
  entityOf<E extends ObjectLiteral>(entity: EntityTarget<E>, row: Row, prefix: string): E {
    return entityFrom(this.dataSource, this.metadata(entity), row, prefix);
  }

  /** Converts an instant to a parameter for this database. */
  instant(at: Date): unknown {
    return this.isPostgres ? at : sqliteInstant(at);
  }

  private cachedSelect(
    entity: EntityTarget<ObjectLiteral>,
    conditions: readonly (readonly [key: string, value: unknown])[],
    lock: boolean,
  ): string {
    const names = conditions.map(([key, value]) => (typeof value === 'boolean' ? `${key}=${value}` : key));
    return this.selects.get([this.metadata(entity).tableName, lock, ...names].join(' '), () => {
      let parameters = 0;
      // For the index on ("is_admin", "id") WHERE "is_admin", SQLite needs both conditions: `is_admin` to use the index at
      // all, and `is_admin = TRUE` to read the ids in order without sorting.
      const condition = ([key, value]: readonly [string, unknown]): string => {
        if (typeof value !== 'boolean') return `row.${key} = ${placeholder(++parameters)}`;
        return value ? `row.${key} AND row.${key} = TRUE` : `NOT row.${key} AND row.${key} = FALSE`;
      };
      return this.newSelect(entity, conditions.map(condition).join(' AND '), lock).sql;
    })!;
  }

  private newSelect<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E> | string,
    lock: boolean,
  ): Statement {
    const query = this.dataSource.createQueryBuilder(entity, 'row').where(where);
    // SQLite has no row locks and needs none: a write transaction excludes all other writers of the file.
    if (lock && this.isPostgres) query.setLock('pessimistic_write');
    const id = this.metadata(entity).primaryColumns[0]!.propertyName;
    return statement(query.orderBy(`row.${id}`).getQueryAndParameters());
  }

  private returningId(
    entity: EntityTarget<ObjectLiteral>,
    query: { getQueryAndParameters(): [string, unknown[]] },
  ): Statement {
    const { sql, parameters } = statement(query.getQueryAndParameters());
    return { sql: `${sql} RETURNING "${this.idColumn(entity)}"`, parameters };
  }

  private metadata(entity: EntityTarget<ObjectLiteral>): EntityMetadata {
    return this.dataSource.getMetadata(entity);
  }

  private get isPostgres(): boolean {
    return this.dataSource.options.type === 'postgres';
  }
}

const statement = ([sql, parameters]: [string, unknown[]]): Statement => ({ sql, parameters });
