import { loadSettings } from '../platform/config/environment.js';
import type { Settings } from '../platform/config/settings.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { startFailure } from '../platform/observability/start-failure.js';
import { takeEmptyDatabase } from './copy/postgres-copy.js';
import type { RehearsalCopy } from './copy/rehearsal-copy.js';
import { copySqlite } from './copy/sqlite-copy.js';
import { issuingNow, needsNoFolder, needsNoTarget, notCleaned, RehearsalRefusal } from './rehearsal-refusal.js';
import { Rehearsal } from './rehearsal.js';
import { parseOptions, type RehearsalOptions } from './rehearsal.options.js';
import { exitCodeOf, type ExitCode, type RehearsalResult } from './rehearsal-result.js';
import { ProgressLine } from './report/progress-line.js';
import { describeResult, resultAsJson } from './report/rehearsal-report.js';
import { readEvent, type SourceEvent } from './source-event.js';

/** A sale is under way if a coupon was issued so lately. */
const SALE_MS = 10 * 60_000;

const COPY_FAILED = '복사본이 제때 답하지 않습니다. 디스크의 여유 공간과 --on의 데이터베이스를 확인하세요.';

type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** The command line: rehearses the event of a coupon on a copy of the database, and deletes the copy. */
export class RehearsalCommand {
  private progress = new ProgressLine(undefined);

  constructor(
    private readonly output: Output,
    private readonly errors: Pick<Output, 'write'>,
  ) {}

  /** @returns the exit code; prints every error, and throws none */
  async run(args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
    let settings: Settings | undefined;
    try {
      const options = parseOptions(args);
      settings = loadSettings();
      this.progress = new ProgressLine(options.json ? undefined : this.output);
      return await this.rehearse(options, settings, signal);
    } catch (error) {
      this.progress.clear();
      this.errors.write(`${error instanceof RehearsalRefusal ? error.message : failure(error, settings)}\n`);
      return 2;
    }
  }

  private async rehearse(options: RehearsalOptions, settings: Settings, signal: AbortSignal): Promise<ExitCode> {
    if (settings.database.kind === 'sqlite' && options.on !== undefined) throw needsNoTarget();
    if (settings.database.kind === 'postgres' && options.folder !== undefined) throw needsNoFolder();
    const event = await readEvent(settings.database, options.coupon);
    if (!options.force && isSale(event)) throw issuingNow();
    const copy = await this.copy(options, settings, event, signal);
    let result: RehearsalResult;
    try {
      result = await new Rehearsal(copy, event, options, settings, this.progress).run(signal);
    } finally {
      await this.remove(copy);
    }
    this.progress.clear();
    const text = options.json ? JSON.stringify(resultAsJson(result)) : describeResult(result, copy.contents);
    this.output.write(`${text}\n`);
    return exitCodeOf(result);
  }

  private copy(
    { folder, on, members, presses }: RehearsalOptions,
    { database }: Settings,
    { coupon }: SourceEvent,
    signal: AbortSignal,
  ): Promise<RehearsalCopy> {
    if (database.kind === 'postgres') return takeEmptyDatabase(database.url, on);
    const show = (share: number): void =>
      share > 0 ? this.progress.bar(share, '데이터베이스 복사') : this.progress.step('데이터베이스를 복사하는 중');
    // Each member has a session, and each issued coupon is a row.
    const newRows = 2 * members + Math.min(presses, coupon.count);
    return copySqlite(database.file, { parent: folder, newRows }, show, signal);
  }

  /** An error here must not hide why the rehearsal failed. */
  private async remove(copy: RehearsalCopy): Promise<void> {
    try {
      await copy.remove();
    } catch (error) {
      this.progress.clear();
      this.errors.write(`${notCleaned(copy.where, (error as Error).message)}\n`);
    }
  }
}

const isSale = ({ lastIssuedAt }: SourceEvent): boolean =>
  lastIssuedAt !== undefined && Date.now() - lastIssuedAt.getTime() < SALE_MS;

const failure = (error: unknown, settings: Settings | undefined): string =>
  `리허설을 하지 못했습니다. ${error instanceof DomainError ? COPY_FAILED : startFailure(error, settings)}`;
