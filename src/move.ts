import { parseArgs } from 'node:util';
import { describeFinding } from './coupon/verification/verification.report.js';
import { verify } from './coupon/verification/verification.js';
import type { DatabaseLocation } from './platform/config/database-url.js';
import { loadSettings } from './platform/config/environment.js';
import { DatabaseMove } from './platform/database/move/database-move.js';
import { MoveOutcomeUnknown, onSqlite } from './platform/database/move/move-refusal.js';
import { describePlan, describeStep, moveFailure } from './platform/database/move/move.report.js';

// `npm run db:move -- <SQLite file> [--write]`: moves all data of an SQLite database to the empty PostgreSQL database of
// DATABASE_URL. Without `--write` it prints what it would move, and writes nothing.
// Ends with 0: moved, and `npm run verify` finds nothing (or the preview found no obstacle) · 1: nothing was moved ·
// 2: moved, but `npm run verify` finds something or could not run · 3: unknown, because COMMIT was not
// answered, or its wait for a standby was cancelled.

type Postgres = DatabaseLocation & { readonly kind: 'postgres' };
type Options = { readonly file: string; readonly write: boolean };

const USAGE = [
  '사용법: DATABASE_URL=postgres://… npm run db:move -- <SQLite 파일> [--write]',
  '  --write  옮깁니다. 없으면 미리 보기만 합니다.',
].join('\n');

const print = (text: string): void => void process.stdout.write(text);

// A closed pipe (`… | head`) must not end the process during the move.
process.stdout.on('error', () => undefined);

/** @returns the exit code; prints every error, and throws none */
async function run(args: readonly string[]): Promise<number> {
  const options = parse(args);
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    return 1;
  }
  try {
    const { database } = loadSettings();
    if (database.kind !== 'postgres') throw onSqlite();
    await move(options, database);
    return options.write ? await verified(database) : 0;
  } catch (error) {
    process.stderr.write(`${clear()}${moveFailure(error)}\n`);
    if (error instanceof MoveOutcomeUnknown) return 3;
    process.stderr.write('아무것도 옮기지 않았습니다.\n');
    return 1;
  }
}

async function move({ file, write }: Options, database: Postgres): Promise<void> {
  const move = await DatabaseMove.open(file, database, write);
  try {
    const plan = move.plan();
    print(`${describePlan(plan)}\n\n`);
    if (!write) return print('미리 보기만 했습니다. 옮기려면 서비스를 멈추고 --write를 붙이세요.\n');
    await move.run((step) => showProgress(describeStep(step, plan)), whenInterrupted());
    print(`${clear()}✓ 모든 행을 옮기고 원본과 비교했습니다.\n`);
  } finally {
    await move.close();
  }
}

/** The move is committed, so an error here is no reason to repeat it. */
async function verified(database: Postgres): Promise<number> {
  try {
    const findings = await verify(database, ({ name }) => showProgress(name));
    print(clear());
    findings.forEach((finding) => print(`${describeFinding(finding)}\n`));
    if (findings.length === 0) print('✓ 이상 없음: npm run verify의 모든 항목을 확인했습니다.\n');
    else print('옮겼지만 위의 이상이 있습니다. 원본에도 있는지 npm run verify로 확인하세요.\n');
    return findings.length === 0 ? 0 : 2;
  } catch (error) {
    process.stderr.write(
      `${clear()}옮겼지만 확인하지 못했습니다. npm run verify를 실행하세요. ${moveFailure(error)}\n`,
    );
    return 2;
  }
}

function parse(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { write: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    return file && others.length === 0 ? { file, write: values.write ?? false } : undefined;
  } catch {
    return undefined;
  }
}

/** A second signal ends the process at once, which PostgreSQL answers with a rollback, too. */
function whenInterrupted(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort());
  return interruption.signal;
}

const showProgress = (text: string): void => void (process.stdout.isTTY && print(`${clear()}  ${text} …`));

/** Deletes the line of the progress. */
const clear = (): string => (process.stdout.isTTY ? '\r\x1b[K' : '');

process.exitCode = await run(process.argv.slice(2));
