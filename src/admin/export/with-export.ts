import { exportAction } from '../action/export.action.js';
import type { Table } from '../table/table.js';
import type { PanelExports } from './panel-exports.js';

/** The table with the action `export`, which every list has. */
export const withExport = <Row>(table: Table<Row>, exports: PanelExports): Table<Row> => ({
  ...table,
  actions: { ...table.actions, export: exportAction(exports) },
});
