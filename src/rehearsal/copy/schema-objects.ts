import type { Client } from 'pg';

/** Tables, views, sequences and functions of all schemas but PostgreSQL's own; those of extensions are not listed. */
const OBJECTS = `
  SELECT * FROM (
    SELECT c.oid, c.oid::regclass::text AS name, CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'p' THEN 'TABLE'
      WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'SEQUENCE' END AS kind,
      c.relnamespace AS schema
    FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT p.oid, p.oid::regprocedure::text, 'ROUTINE', p.pronamespace FROM pg_proc p
  ) AS object
  WHERE schema IN (SELECT oid FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = object.oid AND d.deptype = 'e')
  ORDER BY kind = 'ROUTINE', name`;

type SchemaObject = { readonly name: string; readonly kind: string };

/** Everything that somebody made in the database. */
export const objectsOf = async (client: Client): Promise<SchemaObject[]> =>
  (await client.query<SchemaObject>(OBJECTS)).rows;

/** Drops all of it. Only for a database that was empty before. */
export async function dropObjects(client: Client): Promise<void> {
  await client.query('BEGIN');
  await client.query(`SET LOCAL lock_timeout = '20s'`);
  // A sequence goes with its table. The names are quoted by PostgreSQL where necessary.
  for (const { kind, name } of await objectsOf(client)) await client.query(`DROP ${kind} IF EXISTS ${name} CASCADE`);
  await client.query('COMMIT');
}
