import { BaseRecord, type ActionJSON, type BaseResource, type CurrentAdmin, type RecordJSON } from 'adminjs';

/** `actionsOn`: the names of the actions that the operator can run on a row. */
type ResourceWithActions = BaseResource & {
  actionsOn(record: BaseRecord, operator?: CurrentAdmin): Record<'recordActions' | 'bulkActions', string[]>;
};

/**
 * A row in the format of AdminJS's client. AdminJS would build and send the full description of every action for every
 * row, which takes longer than the rest of a list; here a row has the actions' names, and components/client.ts adds the
 * descriptions.
 */
export class PanelRecord extends BaseRecord {
  /** @param titles titles of the referenced rows, by the name of the reference */
  constructor(
    params: Readonly<Record<string, unknown>>,
    private readonly of: ResourceWithActions,
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

  /** Only what the client needs for a link: the row's title, and that it can be shown. */
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
