import { MAX_INTEGER } from '../platform/database/columns/max-integer.js';
import type { SourceRow } from './django-file.js';
import { seoulInstant } from './seoul-time.js';

/**
 * Reads the values of one row. SQLite stores any type in any column, so each value is checked. After a problem a value of
 * the right type is returned: the row is not imported then.
 */
export class RowReader {
  readonly problems: string[] = [];

  /** @param now replaces instants that the original did not record */
  constructor(
    private readonly row: SourceRow,
    private readonly now: Date,
  ) {}

  id(column: string): number {
    const value = this.row[column];
    if (Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_INTEGER) return value as number;
    return this.refuse(`${column}이(가) 1 이상 ${MAX_INTEGER} 이하의 정수가 아님`, 0);
  }

  /** A number whose limits its feature checks. */
  number(column: string): number {
    const value = this.row[column];
    return typeof value === 'number' ? value : this.refuse(`${column}이(가) 숫자가 아님`, 0);
  }

  text(column: string): string {
    const value = this.row[column];
    return typeof value === 'string' ? value : this.refuse(`${column}이(가) 글자가 아님`, '');
  }

  flag(column: string): boolean {
    const value = this.row[column];
    return value === 0 || value === 1 ? value === 1 : this.refuse(`${column}이(가) 0이나 1이 아님`, false);
  }

  instants(): { createdAt: Date; updatedAt: Date } {
    const createdAt = this.instant('created_at') ?? this.now;
    return { createdAt, updatedAt: this.instant('updated_at') ?? createdAt };
  }

  private instant(column: string): Date | undefined {
    const value = this.row[column];
    if (value === null) return undefined;
    return seoulInstant(value) ?? this.refuse(`${column}을(를) 시각으로 읽을 수 없음`, this.now);
  }

  private refuse<T>(problem: string, instead: T): T {
    this.problems.push(problem);
    return instead;
  }
}
