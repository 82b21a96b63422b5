import { existsSync, realpathSync } from 'node:fs';
import type { DatabaseLocation } from '../platform/config/database-url.js';
import { openSnapshot, type Snapshot } from '../platform/database/snapshot.js';
import type { Row } from '../platform/database/sql/statement.js';
import type { DjangoPlan } from './django-planner.js';
import { ImportRefusal } from './import-refusal.js';

/** Rows of tables that must be empty, and the first members. */
export const TARGET_STATE = {
  occupied: `SELECT EXISTS (SELECT 1 FROM "work") AS "works", EXISTS (SELECT 1 FROM "coupon") AS "coupons",
    EXISTS (SELECT 1 FROM "coupon_user") AS "issued"`,
  members: `SELECT "id", "email", "email_key", "is_admin" FROM "user" ORDER BY "id" LIMIT 2`,
} as const;

const TABLES = `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table'`;
const POSTGRES_TABLES = `SELECT "tablename" AS "name" FROM "pg_tables" WHERE "schemaname" = current_schema()`;

const USE_EMPTY =
  '서비스를 멈추고, DATABASE_URL을 새 파일이나 빈 데이터베이스로 정한 뒤, 서비스를 시작하기 전에 다시 실행하세요. 테이블은 이 명령이 만듭니다.';

/** @throws ImportRefusal if the file cannot be imported into this database. Writes nothing, and creates no file. */
export async function checkTarget(location: DatabaseLocation, source: string, plan: DjangoPlan): Promise<void> {
  if (location.kind === 'sqlite') {
    if (!existsSync(location.file)) return;
    if (realpathSync(location.file) === realpathSync(source)) {
      throw new ImportRefusal(`DATABASE_URL이 가져올 파일과 같습니다. DATABASE_URL을 새 파일로 정하세요: ${source}`);
    }
  }
  const snapshot = await openSnapshot(location);
  try {
    if (!(await isMigrated(snapshot, location))) return;
    refuseOccupied(await snapshot.rows(TARGET_STATE.occupied), await snapshot.rows(TARGET_STATE.members), plan);
  } finally {
    await snapshot.close();
  }
}

/**
 * The first admin may stay, which the first start of the service creates.
 * @throws ImportRefusal if there is anything else, or if the admin has the id or the address of an imported member
 */
export function refuseOccupied(occupied: readonly Row[], members: readonly Row[], plan: DjangoPlan): void {
  const { works, coupons, issued } = occupied[0]!;
  const found = [works && '작품', coupons && '쿠폰', issued && '발급된 쿠폰'].filter(Boolean);
  if (found.length > 0) {
    throw new ImportRefusal(`가져올 데이터베이스에 이미 ${found.join(', ')}이(가) 있습니다. ${USE_EMPTY}`);
  }
  const [first, second] = members;
  if (!first) return;
  if (second || !first['is_admin']) {
    throw new ImportRefusal(`가져올 데이터베이스에 이미 회원이 있습니다. ${USE_EMPTY}`);
  }
  const same = plan.members.get(String(first['email_key']));
  if (same) {
    throw new ImportRefusal(
      `처음 시작할 때 만들어진 관리자(${String(first['email'])})와 이메일이 같은 회원이 있습니다(id ${same.id}). ${USE_EMPTY}`,
    );
  }
  if (plan.memberIds.has(Number(first['id']))) {
    throw new ImportRefusal(
      `처음 시작할 때 만들어진 관리자(${String(first['email'])})와 id가 같은 회원이 있습니다(id ${Number(first['id'])}). ${USE_EMPTY}`,
    );
  }
}

async function isMigrated(snapshot: Snapshot, { kind }: DatabaseLocation): Promise<boolean> {
  const tables = await snapshot.rows(kind === 'postgres' ? POSTGRES_TABLES : TABLES);
  const names = new Set(tables.map(({ name }) => name));
  return ['user', 'work', 'coupon', 'coupon_user'].every((name) => names.has(name));
}
