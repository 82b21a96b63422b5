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

/** What `select` puts before the names of columns. */
export const SELECTED = 'row_';

/** Statements about entities, in TypeORM's words. */
export class EntitySql {
  /** Selects by numbers and strings differ in their parameters alone, and asking TypeORM takes longer than the query. */
  private readonly selects = new BoundedCache<string>(300, 200);

  constructor(private readonly dataSource: DataSource) {}

  /** Rows by equality, in order of id; `lock`: until the transaction ends. */
  select<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>, lock: boolean): Statement {
    const wanted = Object.entries(where) as [string, unknown][];
    const isPlain = wanted.every(([, value]) => ['number', 'string', 'boolean'].includes(typeof value));
    if (!isPlain) return this.newSelect(entity, where, lock);
    const parameters = wanted.map(([, value]) => value).filter((value) => typeof value !== 'boolean');
    return { sql: this.keptSelect(entity, wanted, lock), parameters };
  }

  insert<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: QueryDeepPartialEntity<E>[]): Statement {
    return this.returningId(entity, this.dataSource.createQueryBuilder().insert().into(entity).values(rows));
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

  /** The name of the column that `insert`, `update` and `remove` return. */
  idColumn(entity: EntityTarget<ObjectLiteral>): string {
    return this.metadata(entity).primaryColumns[0]!.databaseName;
  }

  /** @param prefix what stands before the columns' names in the row */
  entityOf<E extends ObjectLiteral>(entity: EntityTarget<E>, row: Row, prefix: string): E {
    return entityFrom(this.dataSource, this.metadata(entity), row, prefix);
  }

  /** An instant as this database takes it for a parameter. */
  instant(at: Date): unknown {
    return this.isPostgres ? at : sqliteInstant(at);
  }

  private keptSelect(
    entity: EntityTarget<ObjectLiteral>,
    wanted: readonly (readonly [key: string, value: unknown])[],
    lock: boolean,
  ): string {
    const names = wanted.map(([key, value]) => (typeof value === 'boolean' ? `${key}=${value}` : key));
    return this.selects.get([this.metadata(entity).tableName, lock, ...names].join(' '), () => {
      let parameters = 0;
      // SQLite uses an index on ("is_admin", "id") WHERE "is_admin" only if the statement repeats that condition, and
      // finds the order of ids in it only if the statement also compares the column with a constant.
      const condition = ([key, value]: readonly [string, unknown]): string => {
        if (typeof value !== 'boolean') return `row.${key} = ${placeholder(++parameters)}`;
        return value ? `row.${key} AND row.${key} = TRUE` : `NOT row.${key} AND row.${key} = FALSE`;
      };
      return this.newSelect(entity, wanted.map(condition).join(' AND '), lock).sql;
    })!;
  }

  private newSelect<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E> | string,
    lock: boolean,
  ): Statement {
    const query = this.dataSource.createQueryBuilder(entity, 'row').where(where);
    // SQLite has no row locks and needs none: its write transaction is alone in the whole file.
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
