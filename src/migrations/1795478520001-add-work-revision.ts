import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Adds a revision that triggers increase with every change of the works, so that a cache can detect changes by one row. */
export class AddWorkRevision1795478520001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'work_revision',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'revision', type: 'integer' },
        ],
        checks: [{ name: 'work_revision_one_row', expression: '"id" = 1' }],
      }),
    );
    await queryRunner.query(`INSERT INTO "work_revision" ("id", "revision") VALUES (1, 1)`);
    for (const statement of counting(isPostgres(queryRunner))) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of notCounting(isPostgres(queryRunner))) await queryRunner.query(statement);
    await queryRunner.dropTable('work_revision');
  }
}

const RAISE = `UPDATE "work_revision" SET "revision" = "revision" + 1 WHERE "id" = 1`;
const CHANGES = ['insert', 'update', 'delete'];

const isPostgres = ({ dataSource }: QueryRunner): boolean => dataSource.options.type === 'postgres';

const counting = (onPostgres: boolean): string[] =>
  onPostgres
    ? [
        `CREATE FUNCTION "raise_work_revision"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${RAISE}; RETURN NULL; END $$`,
        `CREATE TRIGGER "work_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "work"
         FOR EACH STATEMENT EXECUTE FUNCTION "raise_work_revision"()`,
      ]
    : CHANGES.map((change) => `CREATE TRIGGER "work_revision_${change}" AFTER ${change} ON "work" BEGIN ${RAISE}; END`);

const notCounting = (onPostgres: boolean): string[] =>
  onPostgres
    ? [`DROP TRIGGER "work_revision" ON "work"`, `DROP FUNCTION "raise_work_revision"()`]
    : CHANGES.map((change) => `DROP TRIGGER "work_revision_${change}"`);
