import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which request moved a stock by hand, so that it counts once though it is sent again. Partial: issuing has none. */
export class AddRequestKey1795478700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "stock_movement" ADD COLUMN "request_key" varchar(64)');
    await queryRunner.query(
      'CREATE UNIQUE INDEX "stock_movement_request" ON "stock_movement" ("request_key") WHERE "request_key" IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX "stock_movement_request"');
    await queryRunner.query('ALTER TABLE "stock_movement" DROP COLUMN "request_key"');
  }
}
