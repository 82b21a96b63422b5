import type { ObjectLiteral } from 'typeorm';
import type { Row } from '../../platform/database/sql/statement.js';
import { text, type Language } from '../../platform/errors/text.js';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { Field } from '../table/field.js';
import type { TableRows } from '../table/table-rows.js';
import type { TableSql } from '../table/table-sql.js';
import type { Cell } from './csv.js';
import { fieldLabel } from './field-label.js';
import { localTime } from './local-time.js';

/** `zone`: the time zone in which the panel shows the times of the row. */
type Column<E> = { readonly head: string; readonly cell: (entity: E, row: Row, zone: string) => Cell };

const ZONE = 'time_zone';
const LOCAL_TIME = text('현지 시각', 'local time');

/**
 * The columns of a table in a file. Values are those of the database, in no language; the heads are in the operator's language.
 * A reference is an id and a title; an instant is the local time, as the panel shows it, and UTC.
 */
export class ExportColumns<E extends ObjectLiteral> {
  private readonly columns: readonly Column<E>[];
  private readonly zone: Field<E> | undefined;

  constructor(
    private readonly table: TableRows<E>,
    private readonly sql: TableSql<E>,
    private readonly language: Language,
  ) {
    this.zone = table.fields.find(({ name }) => name === ZONE);
    this.columns = table.fields.filter(isExported).flatMap((field) => this.columnsOf(field));
  }

  get heads(): string[] {
    return this.columns.map(({ head }) => head);
  }

  cells(row: Row): Cell[] {
    const entity = this.sql.entityOf(row);
    const zone = String((this.zone && this.shownValue(this.zone, entity, row)) ?? DEFAULT_TIME_ZONE);
    return this.columns.map(({ cell }) => cell(entity, row, zone));
  }

  private columnsOf(field: Field<E>): Column<E>[] {
    const { name, head, reference, instant } = field;
    const label = head?.[this.language] ?? fieldLabel(this.language, this.table.id, name);
    const value = (entity: E, row: Row): Cell => this.shownValue(field, entity, row);
    if (reference) {
      return [
        { head: `${label} ID`, cell: value },
        { head: label, cell: (_entity, row) => this.sql.titleOf(row, name) },
      ];
    }
    if (instant) {
      const shownIn = this.zone ? LOCAL_TIME[this.language] : DEFAULT_TIME_ZONE;
      return [
        { head: `${label} (${shownIn})`, cell: (entity, _row, zone) => inZone(instant(entity), zone) },
        { head: `${label} (UTC)`, cell: (entity) => instant(entity)?.toISOString() },
      ];
    }
    return [{ head: label, cell: value }];
  }

  private shownValue(field: Field<E>, entity: E, row: Row): Cell {
    return (field.through ? this.sql.through(row, field) : field.value(entity)) as Cell;
  }
}

const isExported = <E>({ shown, exported }: Field<E>): boolean => exported ?? (shown.list || shown.show);

const inZone = (at: Date | null, zone: string): Cell => at && localTime(at, zone);
