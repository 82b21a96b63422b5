/** The tables of the original service, in the order in which rows refer to each other. */
export const TABLES = ['user', 'work', 'coupon', 'coupon_user'] as const;
export type Table = (typeof TABLES)[number];

/** The columns that are read of each table, with the columns that may have their values, and SQL for a missing column. */
type Column = { readonly sources: readonly string[]; readonly missing?: string };
type Layout = { readonly names: readonly string[]; readonly columns: Readonly<Record<string, Column>> };

const required = (...sources: string[]): Column => ({ sources });
const optional = (missing: string, ...sources: string[]): Column => ({ sources, missing });
const columns = (...names: string[]): Record<string, Column> =>
  Object.fromEntries(names.map((name) => [name, required(name)]));

// `NULL` stands for an instant that was not recorded: `OriginalRows` replaces it.
const INSTANTS = { created_at: required('created_at'), updated_at: optional('NULL', 'updated_at') };

/** Names of tables: what the models may set as `db_table`, then Django's default, which is the app and the model. */
export const LAYOUTS: Readonly<Record<Table, Layout>> = {
  user: {
    names: ['user', 'account_user'],
    columns: {
      ...columns('id', 'email', 'password', 'is_admin'),
      is_active: optional('1', 'is_active'),
      created_at: optional('NULL', 'created_at', 'date_joined'),
      updated_at: optional('NULL', 'updated_at'),
    },
  },
  work: { names: ['work', 'work_work'], columns: { ...columns('id', 'title'), ...INSTANTS } },
  coupon: {
    names: ['coupon', 'coupon_coupon'],
    columns: { ...columns('id', 'name', 'discount_amount', 'discount_rate', 'count'), ...INSTANTS },
  },
  coupon_user: {
    names: ['coupon_user', 'coupon_couponuser'],
    columns: { ...columns('id', 'coupon_id', 'user_id', 'work_id', 'code', 'is_used'), ...INSTANTS },
  },
};
