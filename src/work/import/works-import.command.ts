import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { command } from '../../platform/audit-log/actor.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { text, Text } from '../../platform/errors/text.js';
import { fileTooLarge, unusableFile } from './works-import.errors.js';
import { describePlan } from './works-import.report.js';
import type { WorksImportService } from './works-import.service.js';
import { MAX_CSV_BYTES } from './max-csv-bytes.js';

type Importer = Pick<WorksImportService, 'preview' | 'apply'>;

export const USAGE = [
  '사용법: npm run works:import -- <파일.csv> [--dry-run] [--skip-refused]',
  '  --dry-run       미리 보기만 하고 저장하지 않습니다.',
  '  --skip-refused  가져올 수 없는 줄을 빼고 나머지를 저장합니다.',
].join('\n');

/** 0: the import (or its preview) succeeded · 1: some lines were refused and nothing was written · 2: any other error */
export type ExitCode = 0 | 1 | 2;

/** The command-line import: prints a preview, then writes. Opens the database only if the file is readable. */
export class WorksImportCommand {
  /** @param withCatalog opens the database, runs `work`, and closes the database also after an error */
  constructor(
    private readonly withCatalog: (work: (importer: Importer) => Promise<ExitCode>) => Promise<ExitCode>,
    private readonly print: (line: string) => void,
  ) {}

  /** @param args the command-line arguments. @returns the exit code; prints every error, and throws none */
  async run(args: readonly string[]): Promise<ExitCode> {
    const options = parse(args);
    if (!options) {
      this.print(USAGE);
      return 2;
    }
    try {
      const csv = await read(options.file);
      return await this.withCatalog((importer) => this.import(importer, csv, options));
    } catch (error) {
      this.print(sentence(error));
      return 2;
    }
  }

  private async import(importer: Importer, csv: Buffer, { dryRun, skipRefused }: Options): Promise<ExitCode> {
    const plan = await importer.preview(csv);
    this.print([...describePlan(plan), ''].join('\n'));
    if (plan.refused.length > 0 && !skipRefused) {
      this.print(`가져올 수 없는 줄이 ${plan.refused.length}개 있어 아무것도 저장하지 않았습니다.`);
      this.print('파일을 고치거나, --skip-refused를 붙여 나머지만 가져오세요.');
      return 1;
    }
    if (dryRun) this.print('미리 보기만 했습니다. 저장하지 않았습니다.');
    else if (plan.newTitles.length === 0) this.print('새로 가져올 작품이 없습니다.');
    else
      this.print(
        `작품 ${(await importer.apply(csv, command('works:import'), { skipRefused })).newTitles.length}편을 가져왔습니다.`,
      );
    return 0;
  }
}

type Options = { readonly file: string; readonly dryRun: boolean; readonly skipRefused: boolean };

function parse(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'dry-run': { type: 'boolean' }, 'skip-refused': { type: 'boolean' } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (!file || others.length > 0) return undefined;
    return { file, dryRun: values['dry-run'] ?? false, skipRefused: values['skip-refused'] ?? false };
  } catch {
    return undefined;
  }
}

async function read(file: string): Promise<Buffer> {
  const found = await stat(file);
  if (found.isDirectory())
    throw unusableFile(text(`${file}: 파일이 아니라 폴더입니다.`, `${file}: This is a folder, not a file.`));
  if (!found.isFile())
    throw unusableFile(text(`${file}: 보통 파일이 아닙니다.`, `${file}: This is not a regular file.`));
  if (found.size > MAX_CSV_BYTES)
    throw fileTooLarge(
      text(`${file}: 16MB를 넘습니다. 나누어 가져오세요.`, `${file}: Larger than 16 MB. Please split it.`),
    );
  return readFile(file);
}

function sentence(error: unknown): string {
  if (error instanceof DomainError) {
    const { detail } = error.body;
    return detail instanceof Text ? detail.ko : error.code;
  }
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (path !== undefined && code === 'ENOENT') return `${path}: 그런 파일이 없습니다.`;
  if (path !== undefined && code === 'EACCES') return `${path}: 읽을 권한이 없습니다.`;
  return `가져오지 못했습니다: ${message || code}`;
}
