import { SHARED_CONNECTIONS } from '../src/platform/database/data-source-options.js';
import { Application } from './support/application.js';
import { onPostgres } from './support/on-each-database.js';
import { insertRow } from './support/test-database.js';

function suite(): void {
  let application: Application;
  let id: number;

  beforeAll(async () => {
    application = await Application.start('postgres');
    id = await insertRow(application.database, 'work', {
      title: 'old',
      created_at: new Date(),
      updated_at: new Date(),
    });
  });

  type Run = { readonly lastColumn: string; readonly begun: number };

  /** Runs transactions that need all their connections at once, because they wait for the same row. */
  const rename = (title: string, count: number): Promise<Run[]> =>
    application.run(
      ({ transactions, Work }, { id, title, count }) => {
        const once = async (): Promise<Run> => {
          let begun = 0;
          const [row] = await transactions.run(function* (tx) {
            begun += 1;
            yield* tx.update(Work, { id }, { title });
            return yield* tx.rows({ sql: 'SELECT * FROM "work" WHERE "id" = $1', parameters: [id] });
          });
          return { lastColumn: Object.keys(row!).at(-1)!, begun };
        };
        return Promise.all(Array.from({ length: count }, once));
      },
      { id, title, count },
    );

  it('runs its transaction again, once, on a new connection', async () => {
    await rename('prepared on each connection', SHARED_CONNECTIONS);
    await application.database.execute('ALTER TABLE "work" ADD COLUMN "added" integer');
    expect(await rename('new', 1)).toEqual([{ lastColumn: 'added', begun: 2 }]);
    const later = Array(SHARED_CONNECTIONS).fill({ lastColumn: 'added', begun: 1 });
    expect(await rename('newer', SHARED_CONNECTIONS)).toEqual(later);
    expect(await application.database.rows('SELECT "title" FROM "work"')).toEqual([{ title: 'newer' }]);
  });
}

onPostgres('A prepared statement whose columns a migration of another process has changed', suite);
