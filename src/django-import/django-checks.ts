import type { DjangoFile } from './django-file.js';
import type { Problems } from './problems.js';

/** `sql` returns the rows that break a rule, each with `example`, and in `n` how many rows break it. */
type Check = { readonly title: string; readonly sql: string };

const MAX_EXAMPLES = 20;

const counted = (rows: string): string => `SELECT example, count(*) OVER () AS n FROM (${rows}) LIMIT ${MAX_EXAMPLES}`;

const badId = (table: string, title: string): Check => ({
  title: `${title}: id가 1보다 작거나 없음`,
  sql: counted(`SELECT 'id ' || ifnull(id, 'NULL') AS example FROM {${table}} WHERE id IS NULL OR id < 1`),
});

const orphan = (column: string, parent: string, title: string): Check => ({
  title: `발급된 쿠폰: ${title}`,
  sql: counted(
    `SELECT 'id ' || child.id || ' (${column} ' || ifnull(child.${column}, 'NULL') || ')' AS example
     FROM {coupon_user} child WHERE NOT EXISTS (SELECT 1 FROM {${parent}} parent WHERE parent.id = child.${column})`,
  ),
});

const CHECKS: readonly Check[] = [
  badId('user', '회원'),
  badId('work', '작품'),
  badId('coupon', '쿠폰'),
  badId('coupon_user', '발급된 쿠폰'),
  orphan('coupon_id', 'coupon', '없는 쿠폰을 가리킴'),
  orphan('user_id', 'user', '없는 회원을 가리킴'),
  orphan('work_id', 'work', '없는 작품을 가리킴'),
  {
    title: '발급된 쿠폰: 같은 쿠폰 번호가 둘 이상',
    sql: counted(
      `SELECT code || ': id ' || min(id) || ', ' || max(id) AS example FROM {coupon_user} GROUP BY code HAVING count(*) > 1`,
    ),
  },
  {
    title: '발급된 쿠폰: 한 회원이 같은 쿠폰을 같은 작품으로 둘 이상 받음',
    sql: counted(
      `SELECT 'id ' || min(id) || ', ' || max(id) AS example FROM {coupon_user}
       GROUP BY user_id, coupon_id, work_id HAVING count(*) > 1`,
    ),
  },
];

/** Checks what no row shows alone: references, duplicates, and ids that the pages leave out. */
export function checkReferences(file: DjangoFile, problems: Problems): void {
  for (const { title, sql } of CHECKS) {
    const rows = file.rows(sql);
    rows.forEach(({ example, n }, index) =>
      problems.add(title, String(example), index === 0 ? Number(n) - rows.length + 1 : 1),
    );
  }
}
