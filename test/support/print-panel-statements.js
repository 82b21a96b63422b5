// Prints the statements that the built server's panel sends for lists, exports, its dashboard and the checks of a coupon. Run by
// Node with the `dist` folder and a JSON list of [resource or 'export ' and a resource or 'dashboard' or 'checks', query];
// DATABASE_URL says for which database.
const [dist, lists] = process.argv.slice(2);
const { dataSource } = await import(`${dist}/data-source.js`);
const { readListQuery } = await import(`${dist}/admin/table/list-query.js`);
const { couponsStatement, totalsStatement } = await import(`${dist}/admin/panel/dashboard-statements.js`);
const { factsStatements } = await import(`${dist}/coupon/checks/event-facts.statements.js`);
const { TableSql } = await import(`${dist}/admin/table/table-sql.js`);
const tables = await Promise.all([
  import(`${dist}/admin/table/works.table.js`),
  import(`${dist}/admin/table/coupons.table.js`),
  import(`${dist}/admin/table/issued-coupons.table.js`),
  import(`${dist}/admin/table/stock-movements.table.js`),
  import(`${dist}/admin/table/users.table.js`),
]);
const byId = new Map(
  tables
    .flatMap((module) => Object.values(module))
    .map((table) => (typeof table === 'function' ? table({}) : table))
    .map((table) => [table.id, table]),
);

await dataSource.initialize();
try {
  const statements = JSON.parse(lists).map(([name, query]) => {
    if (name === 'dashboard') return [couponsStatement(new Date()), totalsStatement];
    if (name === 'checks') return factsStatements(1);
    const [resource, prefix] = name.split(' ').reverse();
    const table = byId.get(resource);
    const sql = new TableSql(table, dataSource);
    const { conditions, sortBy, direction, page, perPage } = readListQuery(table, new URLSearchParams(query));
    if (prefix === 'export') {
      return [sql.walkRange(conditions), sql.walkStep(conditions, { after: 0, last: 1000, size: 100, limit: 100 })];
    }
    const offset = (page - 1) * perPage;
    return sql.list({
      conditions,
      sortBy: sortBy.order,
      direction,
      limit: perPage,
      offset,
    });
  });
  console.log(JSON.stringify(statements));
} finally {
  await dataSource.destroy();
}
