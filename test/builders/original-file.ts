import Sqlite from 'better-sqlite3';
import { pbkdf2Sync } from 'node:crypto';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';
import type { Row } from '../support/test-database.js';

// The tables as Django 4.2 creates them on SQLite.
const INSTANTS = '"created_at" datetime NOT NULL, "updated_at" datetime NOT NULL';
const ID = '"id" integer NOT NULL PRIMARY KEY AUTOINCREMENT';
const SCHEMA = [
  `CREATE TABLE "user" (${ID}, "password" varchar(128) NOT NULL, "last_login" datetime NULL,
   "email" varchar(255) NOT NULL UNIQUE, "is_admin" bool NOT NULL, "is_active" bool NOT NULL, ${INSTANTS})`,
  `CREATE TABLE "work" (${ID}, "title" varchar(100) NOT NULL UNIQUE, ${INSTANTS})`,
  `CREATE TABLE "coupon" (${ID}, "name" varchar(100) NOT NULL,
   "discount_amount" integer unsigned NOT NULL, "discount_rate" integer unsigned NOT NULL,
   "count" integer unsigned NOT NULL, ${INSTANTS})`,
  `CREATE TABLE "coupon_user" (${ID}, "code" varchar(8) NOT NULL, "is_used" bool NOT NULL, ${INSTANTS},
   "coupon_id" bigint NOT NULL, "user_id" bigint NOT NULL, "work_id" bigint NOT NULL)`,
];

/** Wall clock times of Seoul, as Django writes them with `USE_TZ = False`, and the instants that they are. */
export const NOON = { text: '2023-05-01 12:00:00.123456', iso: '2023-05-01T03:00:00.123Z' };
export const NEW_YEAR = { text: '2024-01-01 00:30:00', iso: '2023-12-31T15:30:00.000Z' };

export const PASSWORD = 'one-old-django-password-7';

/** Low numbers are free for the first admin of a database that is in use. */
export const KIM = { id: 11, email: 'Kim@example.kr' };
export const LEE = { id: 12, email: 'lee@example.com' };
export const GONE = { id: 15, email: 'gone@example.com' };

/** A hash in the format of Django, with few iterations. */
export function djangoHash(password: string): string {
  const digest = pbkdf2Sync(password, 'saltOfDjango', 1_000, 32, 'sha256');
  return `pbkdf2_sha256$1000$saltOfDjango$${digest.toString('base64')}`;
}

const at = { created_at: NOON.text, updated_at: NEW_YEAR.text };
const member = (row: Row): Row => ({ is_admin: 0, is_active: 1, password: djangoHash(PASSWORD), ...at, ...row });
const issued = (id: number, code: string, [coupon_id, user_id, work_id]: readonly number[], is_used = 0): Row => ({
  ...{ id, code, coupon_id, user_id, work_id, is_used, ...at },
});

/** The rows of every table. The ids have gaps, as after deletions. */
export const ROWS: Readonly<Record<string, readonly Row[]>> = {
  user: [member({ ...KIM, is_admin: 1 }), member(LEE), member({ ...GONE, is_active: 0, password: '!unusable' })],
  work: [
    { id: 3, title: '메밀꽃 필 무렵', ...at },
    { id: 8, title: '  봄봄 ', ...at },
  ],
  coupon: [
    { id: 1, name: '가을밤 쿠폰', discount_amount: 3_000, discount_rate: 0, count: 7, ...at },
    { id: 4, name: '아무도 받지 않은 쿠폰', discount_amount: 0, discount_rate: 10, count: 0, ...at },
  ],
  coupon_user: [
    issued(21, 'aB3dE6gH', [1, KIM.id, 3], 1),
    issued(22, 'ZZZZ0000', [1, KIM.id, 8]),
    issued(40, 'lastCode', [1, LEE.id, 3]),
  ],
};

/** The database of the original service, with `ROWS`. @param sql changes the file, or the names of its tables */
export function originalFile(...sql: readonly string[]): string {
  const file = join(temporaryFolder(), 'db.sqlite3');
  const database = new Sqlite(file);
  for (const table of SCHEMA) database.exec(table);
  for (const [table, rows] of Object.entries(ROWS)) {
    for (const row of rows) {
      const places = Object.keys(row).map(() => '?');
      database
        .prepare(`INSERT INTO "${table}" (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`)
        .run(...Object.values(row));
    }
  }
  for (const statement of sql) database.exec(statement);
  database.close();
  return file;
}
