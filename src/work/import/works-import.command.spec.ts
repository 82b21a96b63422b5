import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorksImportCommand, type ExitCode } from './works-import.command.js';
import { refusedLines } from './works-import.errors.js';
import type { Actor } from '../../platform/audit-log/actor.js';
import { planImport, type ImportPlan } from './works-import.plan.js';

const messy = `${import.meta.dirname}/../../../test/fixtures/works-messy.csv`;

let folder: string;
let catalog: string[];
let opened: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'toodat-import-'));
  catalog = [];
  opened = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const importer = {
  preview: (csv: Buffer): Promise<ImportPlan> => planImport(csv, catalog),
  apply: async (csv: Buffer, _by: Actor, { skipRefused = false } = {}): Promise<ImportPlan> => {
    const plan = await planImport(csv, catalog);
    if (plan.refused.length > 0 && !skipRefused) throw refusedLines(plan.refused.length);
    catalog.push(...plan.newTitles.map(({ title }) => title));
    return plan;
  },
};

async function run(...args: string[]): Promise<{ code: ExitCode; text: string }> {
  const printed: string[] = [];
  const command = new WorksImportCommand(
    (work) => (opened++, work(importer)),
    (text) => void printed.push(text),
  );
  return { code: await command.run(args), text: printed.join('\n') };
}

function file(content: string | Buffer, name = 'works.csv'): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe('WorksImportCommand', () => {
  it('previews, then writes', async () => {
    const { code, text } = await run(file('title\n봄봄\n동백꽃\n'));
    expect(code).toBe(0);
    expect(text).toContain('새 작품 2 · 이미 있음 0 · 파일 내 중복 0 · 가져올 수 없음 0');
    expect(text).toContain('  3번째 줄: 동백꽃');
    expect(text).toContain('작품 2편을 가져왔습니다.');
    expect(catalog).toEqual(['봄봄', '동백꽃']);
  });

  it('reports that all works exist already', async () => {
    const works = file('title\n봄봄\n');
    await run(works);
    const { code, text } = await run(works);
    expect(code).toBe(0);
    expect(text).toContain('이미 있음 1');
    expect(text).toContain('새로 가져올 작품이 없습니다.');
    expect(catalog).toEqual(['봄봄']);
  });

  it('writes nothing with --dry-run', async () => {
    const { code, text } = await run('--dry-run', file('title\n봄봄\n'));
    expect([code, catalog]).toEqual([0, []]);
    expect(text).toContain('미리 보기만 했습니다.');
  });

  it('writes nothing when a line is refused, and prints the line and the reason', async () => {
    const { code, text } = await run(messy);
    expect([code, catalog]).toEqual([1, []]);
    expect(text).toContain('  5번째 줄: 제목이 비어 있습니다. “”');
    expect(text).toContain('  4번째 줄: 동백꽃 (3번째 줄과 같음)');
    expect(text).toContain('가져올 수 없는 줄이 2개 있어 아무것도 저장하지 않았습니다.');
    expect((await run(messy, '--dry-run')).code).toBe(1);
  });

  it('writes the rest with --skip-refused', async () => {
    const { code, text } = await run(messy, '--skip-refused');
    expect([code, catalog.length]).toEqual([0, 13]);
    expect(text).toContain('작품 13편을 가져왔습니다.');
  });

  it('shows the first 200 lines of a long list', async () => {
    const { text } = await run(file(`title\n${Array.from({ length: 250 }, (_, i) => `작품 ${i}\n`).join('')}`));
    expect(text.match(/번째 줄: 작품/g)).toHaveLength(200);
    expect(text).toContain('… 외 50줄');
  });

  it('replaces terminal control characters in refused text', async () => {
    const { text } = await run(file('title\na\x1b]0;owned\x07\x9b2J\u202eb\n'));
    expect(text).toContain('“a\ufffd]0;owned\ufffd\ufffd2J\ufffdb”');
    expect(text).not.toMatch(/[\x1b\x07\x9b\u202e]/);
  });

  it.each([
    ['without a file', []],
    ['with two files', ['a.csv', 'b.csv']],
    ['with an unknown option', ['--force', 'a.csv']],
  ])('prints its usage when called %s', async (_, args) => {
    const { code, text } = await run(...args);
    expect([code, opened]).toEqual([2, 0]);
    expect(text).toMatch(/^사용법: npm run works:import -- <파일\.csv>/);
  });

  it.each([
    ['does not exist', () => join(folder, 'nothing.csv'), '그런 파일이 없습니다.'],
    ['is a folder', () => (mkdirSync(join(folder, 'works')), join(folder, 'works')), '폴더입니다.'],
    ['is a device', () => '/dev/null', '보통 파일이 아닙니다.'],
    ['is too large', () => largeFile(), '16MB를 넘습니다.'],
  ])('does not open the catalog for a file that %s', async (_, path, sentence) => {
    const { code, text } = await run(path());
    expect([code, opened]).toEqual([2, 0]);
    expect(text).toContain(sentence);
  });

  it.each([
    ['is not UTF-8', Buffer.from([0xff, 0xfe, 0x00]), 'UTF-8 파일이 아닙니다.'],
    ['has no title column', '봄봄\n', 'title(또는 제목) 열이 없습니다.'],
    ['is empty', '', 'title(또는 제목) 열이 없습니다.'],
  ])('reports in one sentence that a file %s', async (_, content, sentence) => {
    const { code, text } = await run(file(content));
    expect([code, catalog]).toEqual([2, []]);
    expect(text).toContain(sentence);
  });

  it('reports in one sentence that the catalog cannot be opened', async () => {
    const printed: string[] = [];
    const closed = (): Promise<ExitCode> => Promise.reject(new Error('connect ECONNREFUSED'));
    const command = new WorksImportCommand(closed, (text) => void printed.push(text));
    expect(await command.run([file('title\na\n')])).toBe(2);
    expect(printed).toEqual(['가져오지 못했습니다: connect ECONNREFUSED']);
  });
});

function largeFile(): string {
  const path = file('title\n');
  truncateSync(path, 2 ** 24 + 1);
  return path;
}
