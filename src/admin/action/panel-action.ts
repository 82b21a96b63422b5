import type { Action, ActionResponse, BaseRecord, CurrentAdmin } from 'adminjs';
import type { Language } from '../../platform/errors/text.js';
import type { PostedFields } from '../http/posted-fields.js';
import type { TableResource } from '../table/table.resource.js';

/** How AdminJS's client shows an action. */
export type ActionLook = Partial<
  Pick<
    Action<ActionResponse>,
    'icon' | 'guard' | 'component' | 'variant' | 'isVisible' | 'showFilter' | 'showInDrawer' | 'showResourceActions'
  >
>;

export type Method = 'GET' | 'POST';

/** Something an operator can do with a resource, with one row of it, or with several. */
export type PanelAction = {
  readonly scope: 'resource' | 'record' | 'bulk';
  /** GET only reads, whatever the action; what changes something is POST. */
  readonly methods: readonly Method[];
  readonly look: ActionLook;
  /** Whether a request with the same `request_key` changes nothing the second time. */
  readonly takesRequestKey?: boolean;
  /** The largest body that it takes, in bytes. */
  readonly bodyLimit?: number;
  /** @throws DomainError when it is refused; then nothing was changed */
  readonly run: (call: ActionCall) => Promise<ActionResponse>;
};

export type ActionCall = {
  readonly method: Method;
  readonly resource: TableResource;
  /** The row of a `record` action, the rows of a `bulk` action; none for a `resource` action. */
  readonly records: readonly BaseRecord[];
  /** How many rows were selected for a `bulk` action that are not there. */
  readonly missing: number;
  readonly query: URLSearchParams;
  /** What was typed into a search box. */
  readonly searched: string;
  readonly posted: PostedFields;
  readonly operator: Operator;
  readonly language: Language;
};

export type Operator = CurrentAdmin & { readonly userId: number };
