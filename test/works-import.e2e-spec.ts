import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onEachDatabase } from './support/on-each-database.js';
import { ServerProcess } from './support/server-process.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { emptyDatabase, type TestDatabase } from './support/test-database.js';

const CATALOGUE = join(import.meta.dirname, 'fixtures/works.csv');
const MESSY = join(import.meta.dirname, 'fixtures/works-messy.csv');

onEachDatabase('npm run works:import', (kind) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await emptyDatabase(kind);
  });

  async function importing(...args: string[]): Promise<{ code: number | null; output: string }> {
    const command = new ServerProcess({
      env: { DATABASE_URL: database.url },
      script: 'work/import/works-import.cli.js',
      args,
    });
    const code = await command.exited;
    return { code, output: command.output };
  }

  async function titles(): Promise<string[]> {
    const rows = await database.rows<{ title: string }>('SELECT "title" FROM "work" ORDER BY "id"');
    return rows.map(({ title }) => title);
  }

  it('imports a catalog of 121 titles whole, in its order, into a database that no server has used yet', async () => {
    expect(await importing(CATALOGUE)).toMatchObject({ code: 0, output: expect.stringContaining('121') as string });
    const catalog = await titles();
    expect(catalog).toHaveLength(121);
    expect(catalog.slice(0, 2)).toEqual(['메밀꽃 필 무렵', '운수 좋은 날']);
    expect(catalog).toContain('Moby-Dick; or, The Whale');
    const sql = 'SELECT "actor", "action", "changes" FROM "audit_entry"';
    const line = { actor: 'npm run works:import', action: 'import-works', changes: '{"works":[null,121]}' };
    expect(await database.rows(sql)).toEqual([line]);
  });

  it('changes nothing the second time', async () => {
    await importing(CATALOGUE);
    const before = await titles();
    expect((await importing(CATALOGUE)).code).toBe(0);
    expect(await titles()).toEqual(before);
  });

  it('writes nothing when a line is refused, and says which and why', async () => {
    const { code, output } = await importing(MESSY);
    expect(code).toBe(1);
    expect(output).toMatch(/10번째 줄: .*100자/);
    expect(await titles()).toEqual([]);
  });

  it('skips refused lines with --skip-refused, and keeps every other title as written', async () => {
    expect((await importing('--skip-refused', MESSY)).code).toBe(0);
    const catalog = await titles();
    expect(catalog).toHaveLength(13);
    for (const title of ['봄봄', '=HYPERLINK("http://example.invalid","클릭")', '<script>alert(1)</script>', '0012']) {
      expect(catalog.filter((one) => one === title)).toEqual([title]);
    }
  });

  it('only looks with --dry-run', async () => {
    expect((await importing('--dry-run', CATALOGUE)).code).toBe(0);
    expect(await titles()).toEqual([]);
  });

  it('says in a sentence what is wrong with a file that it cannot read', async () => {
    const notText = join(temporaryFolder(), 'works.csv');
    writeFileSync(notText, Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
    for (const file of ['/nowhere/works.csv', temporaryFolder(), notText]) {
      const { code, output } = await importing(file);
      expect(code).toBe(2);
      expect(output).toMatch(/[가-힣]/);
      expect(output).not.toMatch(/Error|at .*\.js/);
    }
  });
});
