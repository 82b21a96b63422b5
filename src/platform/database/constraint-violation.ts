/** The kind of constraint that a statement violated. */
export type ConstraintViolation = 'unique' | 'foreign-key' | 'check';

const BY_CODE: Readonly<Record<string, ConstraintViolation>> = {
  '23505': 'unique',
  SQLITE_CONSTRAINT_UNIQUE: 'unique',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'unique',
  '23503': 'foreign-key',
  '23001': 'foreign-key',
  SQLITE_CONSTRAINT_FOREIGNKEY: 'foreign-key',
  SQLITE_CONSTRAINT_TRIGGER: 'foreign-key',
  '23514': 'check',
  SQLITE_CONSTRAINT_CHECK: 'check',
};

/** @returns undefined if the error is not a constraint violation */
export function constraintViolation(error: unknown): ConstraintViolation | undefined {
  return error instanceof Error ? BY_CODE[String((error as { code?: unknown }).code)] : undefined;
}
