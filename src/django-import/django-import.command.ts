import { parseArgs } from 'node:util';
import { AuditLog } from '../platform/audit-log/audit-log.js';
import { loadSettings } from '../platform/config/environment.js';
import type { Settings } from '../platform/config/settings.js';
import { constraintViolation } from '../platform/database/constraint-violation.js';
import { withLongTransactions } from '../platform/database/long-transactions.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { startFailure } from '../platform/observability/start-failure.js';
import type { Clock } from '../platform/time/clock.js';
import { DjangoFile } from './django-file.js';
import { describePlan } from './django-import.report.js';
import { DjangoPlanner } from './django-planner.js';
import { DjangoWriter } from './django-writer.js';
import { ImportRefusal } from './import-refusal.js';
import { importedServices } from './imported-services.js';
import { Progress } from './progress.js';
import { checkTarget } from './target.js';

export const USAGE = [
  '사용법: npm run import:django -- <파일.sqlite3> [--write]',
  '  --write    저장합니다. 없으면 미리 보기만 합니다.',
  '  --dry-run  미리 보기만 합니다. 아무것도 붙이지 않은 것과 같습니다.',
].join('\n');

/** 0: the import (or its preview) succeeded · 1: the file or the database was refused · 2: any other error */
export type ExitCode = 0 | 1 | 2;

type Options = { readonly path: string; readonly write: boolean };

/** The command-line import: prints a preview of the original's file, and with `--write` imports it. */
export class DjangoImportCommand {
  private readonly imported = importedServices();
  private readonly progress: Progress;

  constructor(
    private readonly clock: Clock,
    private readonly print: (line: string) => void,
  ) {
    this.progress = new Progress(print);
  }

  /** @param args the command-line arguments. @returns the exit code; prints every error, and throws none */
  async run(args: readonly string[]): Promise<ExitCode> {
    const options = parse(args);
    if (!options) {
      this.print(USAGE);
      return 2;
    }
    let settings: Settings | undefined;
    try {
      settings = loadSettings();
      return await this.import(options, settings);
    } catch (error) {
      const refused = error instanceof ImportRefusal;
      this.print(`가져오지 않았습니다. ${refused ? error.message : sentence(error, settings)}`);
      return refused ? 1 : 2;
    }
  }

  private import({ path, write }: Options, { database }: Settings): Promise<ExitCode> {
    return DjangoFile.with<ExitCode>(path, async (file) => {
      const now = this.clock.now();
      const plan = new DjangoPlanner(file, this.imported, now, this.progress).plan();
      this.print([...describePlan(plan), ''].join('\n'));
      if (plan.problems.length > 0) {
        throw new ImportRefusal(
          '위의 문제가 있어 아무것도 저장하지 않았습니다. 원래 서비스에서 고친 뒤 파일을 다시 복사해 실행하세요.',
        );
      }
      await checkTarget(database, path, plan);
      if (!write) {
        this.print('미리 보기만 했습니다. 저장하려면 --write를 붙이세요.');
        return 0;
      }
      const writer = new DjangoWriter(file, plan, this.imported, now, this.progress, new AuditLog(this.clock));
      await withLongTransactions(database, (transactions) => writer.write(transactions));
      this.print('✓ 모두 옮겼고, npm run verify의 검사에서 이상이 없습니다. 이제 서비스를 시작하세요.');
      return 0;
    });
  }
}

function parse(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { write: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
      allowPositionals: true,
    });
    const [path, ...others] = positionals;
    const { write = false, 'dry-run': dryRun = false } = values;
    return !path || others.length > 0 || (write && dryRun) ? undefined : { path, write };
  } catch {
    return undefined;
  }
}

function sentence(error: unknown, settings: Settings | undefined): string {
  if (error instanceof DomainError)
    return '데이터베이스가 제때 답하지 않습니다. 서비스를 멈추고, 디스크의 여유 공간과 데이터베이스를 확인한 뒤 다시 실행하세요.';
  if (constraintViolation(error))
    return `데이터베이스가 받지 않은 줄이 있어 되돌렸습니다. 빈 데이터베이스인지 확인하세요: ${(error as Error).message}`;
  return `설정과 데이터베이스를 확인하세요: ${startFailure(error, settings)}`;
}
