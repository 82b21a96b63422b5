import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Adds the session's owner in columns, so that SQL can join members and limit the number of sessions of each member. */
export class AddSessionOwner1795478640000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    // Deletes expired sessions first: they are invalid, and there may be many.
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
