import type { Action, ActionResponse, BaseRecord, CurrentAdmin } from 'adminjs';
import type { Role } from '../../account/role.js';
import type { Actor } from '../../platform/audit-log/actor.js';
import type { Language } from '../../platform/errors/text.js';
import type { ExportedRows } from '../export/exported-rows.js';
import type { PostedFields } from '../http/posted-fields.js';
import type { Condition } from '../table/condition.js';
import type { Listed, ListQuery } from '../table/list-query.js';
import type { TableRows } from '../table/table-rows.js';

/** The options with which AdminJS's client shows an action. */
export type ActionLook = Partial<
  Pick<
    Action<ActionResponse>,
    'icon' | 'guard' | 'component' | 'variant' | 'isVisible' | 'showFilter' | 'showInDrawer' | 'showResourceActions'
  >
>;

export type Method = 'GET' | 'POST';

/** An operation on a resource, on one of its rows, or on several rows. It answers with JSON or with a file. */
export type PanelAction = ActionBase & (JsonAnswer | FileAnswer);

type ActionBase = {
  readonly scope: 'resource' | 'record' | 'bulk';
  /** GET only reads; every change is a POST. */
  readonly methods: readonly Method[];
  readonly look: ActionLook;
  /** Whether `request_key` makes the action idempotent. */
  readonly takesRequestKey?: boolean;
  /** The largest accepted body in bytes. */
  readonly bodyLimit?: number;
};

type JsonAnswer = {
  /** @throws DomainError if the action is refused; nothing was changed then */
  readonly run: (call: ActionCall) => Promise<ActionResponse>;
  readonly download?: undefined;
};

type FileAnswer = {
  /** Only reads. @throws DomainError if the action is refused */
  readonly download: (call: ActionCall) => Promise<Download>;
  readonly run?: undefined;
};

/** A CSV file that is made while it is sent. */
export type Download = {
  readonly fileName: string;
  readonly pieces: AsyncGenerator<string>;
  /** Breaks the download off. */
  readonly signal: AbortSignal;
  /** Must be called once, after the last piece was sent or the download broke off. */
  readonly ended: (outcome: Outcome) => void;
};

/** `completed`: the whole file was handed to the operating system, which sends it. `rights-ended`: the operator lost the rights. */
export type Outcome = 'completed' | 'broken-off' | 'rights-ended';

/** What an action reads of its table; `TableResource` implements it. */
export type ActionResource = {
  readonly table: TableRows<{ id: number }>;
  id(): string;
  list(query: ListQuery<{ id: number }>): Promise<Listed>;
  exported(conditions: readonly Condition[], language: Language): ExportedRows;
  findOne(id: string | number): Promise<BaseRecord | null>;
  findMany(ids: (string | number)[]): Promise<BaseRecord[]>;
};

export type ActionCall = {
  readonly method: Method;
  readonly resource: ActionResource;
  /** The row of a `record` action, the rows of a `bulk` action; none for a `resource` action. */
  readonly records: readonly BaseRecord[];
  /** How many rows selected for a `bulk` action do not exist. */
  readonly missing: number;
  readonly query: URLSearchParams;
  /** The text typed into a search field. */
  readonly searched: string;
  readonly posted: PostedFields;
  readonly operator: Operator;
  /** Reads the operator's rights again, for an action that takes long. @throws DomainError if they do not include the action any more */
  readonly operatorNow: () => Promise<Operator>;
  readonly language: Language;
  readonly connection: Connection;
};

/** How the operator's request came: encrypted or not, and with headers that a proxy adds or not. */
export type Connection = { readonly isSecure: boolean; readonly isForwarded: boolean };

/** `actor`: the operator in the audit log. */
export type Operator = CurrentAdmin & { readonly userId: number; readonly actor: Actor; readonly role: Role };
