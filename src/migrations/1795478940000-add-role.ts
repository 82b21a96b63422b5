import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until now every admin had all rights, so all of them become owners. */
export class AddRole1795478940000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "user" ADD COLUMN "role" varchar(16)`);
    await queryRunner.query(`UPDATE "user" SET "role" = 'owner' WHERE "is_admin"`);
  }

  /** Accounts of lower roles lose their access: the earlier release would give them all rights. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE "user" SET "is_admin" = FALSE WHERE "is_admin" AND "role" <> 'owner'`);
    await queryRunner.query('ALTER TABLE "user" DROP COLUMN "role"');
  }
}
