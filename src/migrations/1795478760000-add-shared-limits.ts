import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The counts of the limits on logins and signups, which several processes share. Only PostgreSQL has several processes. The
 * tables are unlogged: they cost no sync, are not on standbys, and are empty after a crash.
 */
export class AddSharedLimits1795478760000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (queryRunner.dataSource.options.type !== 'postgres') return;
    for (const statement of TABLES) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (queryRunner.dataSource.options.type !== 'postgres') return;
    for (const table of ['request_count', 'recent_login', 'login_attempt']) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
  }
}

const TABLES = [
  `CREATE UNLOGGED TABLE "login_attempt" (
    "key" varchar(100) NOT NULL,
    "item" varchar(40) NOT NULL,
    "serial" uuid NOT NULL,
    "has_failed" boolean NOT NULL,
    "ends_at" timestamptz NOT NULL,
    PRIMARY KEY ("key", "serial"))`,
  'CREATE INDEX "login_attempt_by_end" ON "login_attempt" ("ends_at")',
  `CREATE UNLOGGED TABLE "recent_login" (
    "network" varchar(60) NOT NULL,
    "account" varchar(40) NOT NULL,
    "address" varchar(60) NOT NULL,
    "until" timestamptz NOT NULL,
    PRIMARY KEY ("network", "account", "address"))`,
  'CREATE INDEX "recent_login_by_end" ON "recent_login" ("until")',
  // The columns that `rate-limiter-flexible` expects.
  `CREATE UNLOGGED TABLE "request_count" (
    "key" varchar(255) PRIMARY KEY,
    "points" integer NOT NULL DEFAULT 0,
    "expire" bigint)`,
];
