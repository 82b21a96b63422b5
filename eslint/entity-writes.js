// An ESLint rule: an entity is written by its own feature, and never by TypeORM's repositories or entity managers, whose
// writes bypass `Transactions`.

const WRITES = new Set([
  ...['save', 'insert', 'update', 'upsert', 'delete', 'remove', 'increment', 'decrement'],
  ...['softDelete', 'softRemove', 'restore', 'recover', 'clear'],
]);
/** Methods of `Tx` and of query builders that take the entity to write. */
const WRITES_OF_ENTITY = new Set([...WRITES, 'defer', 'insertUnlessConflict', 'into']);
/** With one of these before it, `from(Entity)` names the rows to delete. */
const DELETES = new Set(['delete', 'softDelete', 'restore']);
const TYPEORM = new Set(['Repository', 'TreeRepository', 'MongoRepository', 'EntityManager', 'BaseEntity']);
const SQL =
  /\b(?:INSERT\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?|REPLACE\s+INTO|TRUNCATE(?:\s+TABLE)?)\s+"?(\w+)/g;
/** The stock of a coupon is changed where its ledger is written. */
const STOCK_SQL = /\bUPDATE\s+"?coupon"?\s+SET\b.*"?\bcount"?\s*=/s;
const STOCK_FOLDER = /[\\/]src[\\/]coupon[\\/]stock[\\/]/;

export const entityWrites = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: {
      foreign: '{{name}} belongs to {{owner}}, which alone writes it; call one of its services.',
      stock: 'A coupon’s stock is changed in coupon/stock only.',
      bypass: 'Writes go through Transactions.run; TypeORM’s {{method}} bypasses it.',
    },
  },
  create(context) {
    const [{ classes, tables }] = context.options;
    const feature = /[\\/]src[\\/](\w+)[\\/]/.exec(context.filename)?.[1];
    const entities = new Map();
    const typeOrmNames = new Set();

    const checkOwner = (node, name, owner) => {
      if (owner && owner !== feature) context.report({ node, messageId: 'foreign', data: { name, owner } });
    };
    const checkSql = (node, text) => {
      for (const [, table] of text.matchAll(SQL)) checkOwner(node, `The table ${table}`, tables[table]);
      if (STOCK_SQL.test(text)) checkStock(node);
    };
    const checkStock = (node) => {
      if (!STOCK_FOLDER.test(context.filename)) context.report({ node, messageId: 'stock' });
    };

    return {
      ImportSpecifier({ imported, local, parent }) {
        if (parent.source.value.endsWith('.entity.js')) entities.set(local.name, imported.name);
      },
      // `private readonly works: Repository<Work>` as a parameter, a property or a variable.
      'Identifier[typeAnnotation], PropertyDefinition[typeAnnotation]'(node) {
        const type = node.typeAnnotation.typeAnnotation.typeName?.name;
        if (TYPEORM.has(type)) typeOrmNames.add(node.name ?? node.key.name);
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'MemberExpression') return;
        const method = callee.property.name ?? callee.property.value;
        if (WRITES.has(method) && isTypeOrm(callee.object, typeOrmNames))
          return context.report({ node, messageId: 'bypass', data: { method } });
        const entity = entities.get(node.arguments[0]?.name);
        if (entity && (WRITES_OF_ENTITY.has(method) || (method === 'from' && isDeletion(callee.object))))
          checkOwner(node, entity, classes[entity]);
        if (entity === 'Coupon' && method === 'update' && setsCount(node.arguments)) checkStock(node);
      },
      Literal: (node) => typeof node.value === 'string' && checkSql(node, node.value),
      TemplateLiteral: (node) => checkSql(node, node.quasis.map(({ value }) => value.cooked).join(' ? ')),
    };
  },
};

/** `works`, `this.works`, `dataSource.manager`, `anything.getRepository(Work)` */
function isTypeOrm(node, names) {
  if (node.type === 'CallExpression') return node.callee.property?.name === 'getRepository';
  if (node.type === 'MemberExpression') return names.has(node.property.name) || node.property.name === 'manager';
  return names.has(node.name);
}

/** The values of an update are its last argument. */
const setsCount = (values) =>
  values.at(-1).type === 'ObjectExpression' && values.at(-1).properties.some(({ key }) => key?.name === 'count');

function isDeletion(node) {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  return DELETES.has(node.callee.property.name) || isDeletion(node.callee.object);
}
