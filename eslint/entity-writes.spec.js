import { RuleTester } from 'eslint';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { entityOwners } from './entity-owners.js';
import { entityWrites } from './entity-writes.js';

RuleTester.describe = describe;
RuleTester.it = it;

const owners = entityOwners(join(import.meta.dirname, '..'));
const WORK = `import { Work } from '../work/work.entity.js';`;
const inFolder = (folder) => (code) => ({ code, filename: `/toodat/src/${folder}/example.ts`, options: [owners] });
const [inWork, inEvent] = [inFolder('work/catalog'), inFolder('event')];
const COUPON = `import { Coupon } from './coupon.entity.js';`;
const [inCoupon, inStock] = [inFolder('coupon'), inFolder('coupon/stock')];
const stockWrites = [
  `${COUPON} tx.update(Coupon, { id }, { count: 5 });`,
  `const sql = 'UPDATE "coupon" SET "count" = "count" - 1';`,
  'const sql = `UPDATE coupon\n SET updated_at = ?, count = ?`;',
];
const refused = (messageId) => (code) => ({ ...inEvent(code), errors: [{ messageId }] });

it('The owners are found for every entity, by class and by table', () => {
  expect(owners.classes).toMatchObject({ Work: 'work', CouponUser: 'coupon', User: 'account', Session: 'platform' });
  expect(owners.tables).toMatchObject({ work: 'work', coupon_user: 'coupon', user: 'account', session: 'platform' });
});

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
tester.run('entity-writes', entityWrites, {
  valid: [
    `${WORK} tx.insert(Work, [row]);`,
    `${WORK} tx.defer(Work, { sql: 'UPDATE "work" SET "title" = ?' });`,
    'const sql = `INSERT INTO work (title) VALUES (?)`;',
  ]
    .map(inWork)
    .concat(
      stockWrites.map(inStock),
      [`${COUPON} tx.update(Coupon, { id }, { paused: true });`, `${COUPON} tx.insert(Coupon, [{ count: 5 }]);`].map(
        inCoupon,
      ),
      [
        `${WORK} tx.find(Work, { id });`,
        `${WORK} tx.lock(Work, { id });`,
        `${WORK} builder.select().from(Work);`,
        `const sql = 'SELECT * FROM work FOR UPDATE';`,
        `const sql = 'INSERT INTO no_entity (id) VALUES (1)';`,
        'waiting.delete(job.id); hash.update(bytes);',
        'class A { constructor(private readonly works: Repository<Work>) {} all() { return this.works.find(); } }',
      ].map(inEvent),
    ),
  invalid: [
    ...[
      ...['insert', 'update', 'remove', 'delete', 'upsert', 'save', 'softDelete', 'increment', 'defer'].map(
        (method) => `${WORK} tx.${method}(Work, value);`,
      ),
      `import { Work as Title } from '../work/work.entity.js'; tx.insert(Title, [row]);`,
      `${WORK} dataSource.createQueryBuilder().insert().into(Work).values(row);`,
      `${WORK} dataSource.createQueryBuilder().update(Work).set(row);`,
      `${WORK} dataSource.createQueryBuilder().delete().from(Work).where('id = 1');`,
      `const sql = 'INSERT INTO "work" ("title") VALUES (?)';`,
      'const sql = `UPDATE work SET title = ${title}`;',
      'const sql = `DELETE\n FROM "coupon_user" WHERE ${where}`;',
      `const sql = 'TRUNCATE TABLE stock_movement';`,
    ].map(refused('foreign')),
    ...stockWrites.map((code) => ({ ...inCoupon(code), errors: [{ messageId: 'stock' }] })),
    ...[
      'class A { constructor(private readonly works: Repository<Work>) {} add() { return this.works.save({}); } }',
      'class A { private readonly works: Repository<Work>; add() { return this.works.insert({}); } }',
      'const add = (manager: EntityManager) => manager.save({});',
      'dataSource.manager.remove(work);',
      'dataSource.getRepository(Work).delete(1);',
    ].map(refused('bypass')),
    { ...inWork('dataSource.manager.save(work);'), errors: [{ messageId: 'bypass' }] },
  ],
});
