import { BaseRecord, type ActionJSON, type CurrentAdmin, type RecordJSON } from 'adminjs';
import type { TableResource } from './table.resource.js';

/**
 * A row as AdminJS's client takes it. AdminJS describes every action anew for every row, which takes longer than
 * everything else about a list, and sends it; here a row names its actions, and components/client.ts describes them.
 */
export class PanelRecord extends BaseRecord {
  /** @param titles of the rows that this one refers to, by the name of the reference */
  constructor(
    params: Readonly<Record<string, unknown>>,
    private readonly of: TableResource,
    private readonly titles: Readonly<Record<string, string | undefined>>,
  ) {
    super({}, of);
    this.params = params;
  }

  override toJSON(operator?: CurrentAdmin): RecordJSON {
    return {
      params: this.params,
      populated: this.referenced(),
      baseError: null,
      errors: {},
      id: this.id(),
      title: this.title(),
      ...(this.of.actionsOn(this, operator) as unknown as Pick<RecordJSON, 'recordActions' | 'bulkActions'>),
    };
  }

  /** No more than the client needs for a link: how the row is called, and that it can be shown. */
  private referenced(): Record<string, RecordJSON> {
    const shown: Record<string, RecordJSON> = {};
    for (const name in this.titles) {
      const title = this.titles[name];
      if (title === undefined) continue;
      const id = String(this.params[name]);
      const recordActions = [{ name: 'show' } as ActionJSON];
      shown[name] = {
        id,
        title,
        params: {},
        populated: {},
        baseError: null,
        errors: {},
        recordActions,
        bulkActions: [],
      };
    }
    return shown;
  }
}
