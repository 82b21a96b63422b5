import type { DataSource, EntityMetadata } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/** Tables whose rows stay behind, and why. */
export const NOT_MOVED: ReadonlyMap<string, string> = new Map([
  ['migrations', 'PostgreSQL에는 자신의 기록이 있습니다'],
  ['probe', '상태 확인이 몇 초마다 쓰는 행입니다'],
  ['verification_run', '점검 결과입니다. PostgreSQL에서 다시 점검합니다'],
]);

const KINDS = {
  integer: 'integer',
  boolean: 'boolean',
  'character varying': 'text',
  text: 'text',
  'timestamp with time zone': 'instant',
} as const;

export type ColumnKind = (typeof KINDS)[keyof typeof KINDS];

export type MovedColumn = {
  readonly name: string;
  readonly kind: ColumnKind;
  /** In characters. */
  readonly maxLength: number | undefined;
  readonly isKey: boolean;
};

export type MovedTable = {
  readonly name: string;
  readonly columns: readonly MovedColumn[];
  /** The column that a sequence numbers. */
  readonly generated: string | undefined;
};

/**
 * All tables of the entities, apart from `NOT_MOVED`, each after those that its foreign keys refer to.
 * @param dataSource of PostgreSQL, initialized
 * @throws Error if an entity has a column of a type that cannot be moved yet
 */
export function movedTables(dataSource: DataSource): MovedTable[] {
  const waiting = dataSource.entityMetadatas
    .filter(({ tableName }) => !NOT_MOVED.has(tableName))
    .sort((one, other) => (one.tableName < other.tableName ? -1 : 1));
  const ordered: EntityMetadata[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((entity) => parentsOf(entity).every((parent) => ordered.includes(parent)));
    if (next < 0) throw new Error(`Foreign keys in a circle: ${waiting.map(({ tableName }) => tableName).join(', ')}`);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered.map((entity) => ({
    name: entity.tableName,
    columns: entity.columns.map((column) => movedColumn(dataSource, column)),
    generated: entity.generatedColumns[0]?.databaseName,
  }));
}

const parentsOf = (entity: EntityMetadata): EntityMetadata[] =>
  entity.foreignKeys.map((key) => key.referencedEntityMetadata).filter((parent) => parent !== entity);

function movedColumn({ driver }: DataSource, column: ColumnMetadata): MovedColumn {
  const type = driver.normalizeType(column);
  const name = column.databaseName;
  if (!(type in KINDS)) throw new Error(`db:move cannot move ${column.entityMetadata.tableName}.${name}: ${type}`);
  const kind = KINDS[type as keyof typeof KINDS];
  return { name, kind, maxLength: column.length ? Number(column.length) : undefined, isKey: column.isPrimary };
}
