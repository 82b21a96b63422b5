import { ACTIONS, type Action, type ActionResponse, type PropertyOptions, type ResourceOptions } from 'adminjs';
import type { Operator, PanelAction } from '../action/panel-action.js';
import { mayRun } from '../permissions.js';
import type { Field } from '../table/field.js';
import type { Table } from '../table/table.js';

/** The options with which AdminJS's client shows a table. They protect nothing: the server checks the table itself. */
export function resourceOptions<Row>({ id, icon, fields, sort, actions }: Table<Row>): ResourceOptions {
  return {
    id,
    navigation: { name: null, icon },
    sort,
    properties: Object.fromEntries(fields.map((field) => [field.name, propertyOptions(field)])),
    listProperties: names(fields, ({ shown }) => shown.list),
    showProperties: names(fields, ({ shown }) => shown.show),
    editProperties: names(fields, ({ shown }) => shown.edit),
    filterProperties: names(fields, ({ condition, isId }) => condition !== undefined && !isId),
    actions: {
      ...withoutDefaults(actions),
      ...Object.fromEntries(Object.entries(actions).map((entry) => entryOptions(id, entry))),
    },
  };
}

const names = <Row>(fields: readonly Field<Row>[], wanted: (field: Field<Row>) => boolean): string[] =>
  fields.filter(wanted).map(({ name }) => name);

const propertyOptions = <Row>({ shown, condition, isTitle, isId, look }: Field<Row>): PropertyOptions => ({
  isTitle: isTitle ?? false,
  isVisible: { ...shown, filter: condition !== undefined && !isId },
  ...look,
});

const entryOptions = (
  resource: string,
  [name, action]: [string, PanelAction],
): [string, Partial<Action<ActionResponse>>] => [
  name,
  {
    ...action.look,
    actionType: action.scope,
    isAccessible: ({ currentAdmin }) => mayRun((currentAdmin as Operator).role, resource, name),
    handler: neverRun,
    custom: { methods: action.methods, isDownload: action.download !== undefined },
  },
];

/** AdminJS adds its own actions to every resource; the ones that the table does not list are disabled here. */
const withoutDefaults = (actions: Table<unknown>['actions']): Record<string, Partial<Action<ActionResponse>>> =>
  Object.fromEntries(
    Object.keys(ACTIONS)
      .filter((name) => !Object.hasOwn(actions, name))
      .map((name) => [name, { isVisible: false, isAccessible: false, handler: neverRun }]),
  );

/** AdminJS shows no button for an action without a handler. The panel's own routes call `PanelAction.run` instead. */
const neverRun = (): never => {
  throw new Error('Actions run by their table, not by AdminJS.');
};
