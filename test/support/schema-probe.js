// Asks the built server's own entities and migrations about a database. Run by Node with the path of `data-source.js`
// and what to do: `look` prints the statements that would make the schema equal the entities; `up` and `down` migrate, and
// `before` leaves the schema as it was before the migration with that timestamp.
const [file, action, timestamp] = process.argv.slice(2);
const { dataSource } = await import(file);

await dataSource.initialize();
try {
  if (action === 'up' || action === 'before') await dataSource.runMigrations();
  if (action === 'down')
    for (let left = dataSource.migrations.length; left > 0; left--) await dataSource.undoLastMigration();
  if (action === 'before') while ((await latest()) >= Number(timestamp)) await dataSource.undoLastMigration();
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  const tables = await dataSource.query(
    dataSource.options.type === 'postgres'
      ? `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
      : `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const [timeout] = dataSource.options.type === 'postgres' ? await dataSource.query('SHOW statement_timeout') : [];
  const pending = upQueries.map(({ query }) => query);
  console.log(
    JSON.stringify({ pending, tables: tables.map(({ name }) => name).sort(), timeout: timeout?.statement_timeout }),
  );
} finally {
  await dataSource.destroy();
}

async function latest() {
  const [row] = await dataSource.query('SELECT max("timestamp") AS timestamp FROM "migrations"');
  return Number(row.timestamp);
}
