import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each process counted in each second, for the live view. Only PostgreSQL has several processes. The table is unlogged: it
 * costs no sync, is not on standbys, and is empty after a crash.
 */
export class AddLiveSample1795479000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (queryRunner.dataSource.options.type !== 'postgres') return;
    await queryRunner.query(TABLE);
    await queryRunner.query('CREATE INDEX "live_sample_by_second" ON "live_sample" ("second")');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (queryRunner.dataSource.options.type !== 'postgres') return;
    await queryRunner.query('DROP TABLE "live_sample"');
  }
}

/** `coupon_id` is 0 for presses that belong to no coupon, so it is no foreign key. */
const TABLE = `CREATE UNLOGGED TABLE "live_sample" (
  "coupon_id" integer NOT NULL,
  "second" bigint NOT NULL,
  "process" uuid NOT NULL,
  "issued" integer NOT NULL,
  "already_issued" integer NOT NULL,
  "revoked" integer NOT NULL,
  "sold_out" integer NOT NULL,
  "does_not_exist" integer NOT NULL,
  "not_started" integer NOT NULL,
  "ended" integer NOT NULL,
  "paused" integer NOT NULL,
  "unavailable" integer NOT NULL,
  "overloaded" integer NOT NULL,
  "throttled" integer NOT NULL,
  "batches" integer NOT NULL,
  "batched" integer NOT NULL,
  "longest_wait_ms" integer NOT NULL,
  PRIMARY KEY ("coupon_id", "second", "process"))`;
