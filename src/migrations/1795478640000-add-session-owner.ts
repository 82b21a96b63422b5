import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Whose session it is, in columns instead of JSON: to look members up, and to limit the sessions of each. */
export class AddSessionOwner1795478640000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    // Expired ones count for nothing, and there may be many.
    const now = onPostgres ? 'now()' : `strftime('%Y-%m-%d %H:%M:%f', 'now')`;
    await queryRunner.query(`DELETE FROM "session" WHERE "expires_at" <= ${now}`);
    for (const column of ['user_id', 'epoch']) {
      await queryRunner.query(`ALTER TABLE "session" ADD COLUMN "${column}" integer`);
    }
    const owner = (field: string): string =>
      onPostgres ? `("data"::json #>> '{passport,user,${field}}')::int` : `"data" ->> '$.passport.user.${field}'`;
    await queryRunner.query(`UPDATE "session" SET "user_id" = ${owner('id')}, "epoch" = ${owner('epoch')}`);
    const index = new TableIndex({ name: 'session_by_user', columnNames: ['user_id', 'expires_at'] });
    await queryRunner.createIndex('session', index);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('session', 'session_by_user');
    for (const column of ['user_id', 'epoch']) {
      await queryRunner.query(`ALTER TABLE "session" DROP COLUMN "${column}"`);
    }
  }
}
