import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { executable } from '../support/executable.js';
import { describeImpossible, describeMissing } from '../support/on-each-database.js';
import { releaseAfterFile } from '../support/release.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const program = executable('strace');
const SCOPE = '/proc/sys/kernel/yama/ptrace_scope';

/** A suite that makes a running server's system calls fail, or counts them. */
export function describeWithStrace(name: string, suite: () => void): void {
  if (!program) return describeMissing(name, 'strace', suite);
  const hindrance = notOurOwnChild() ?? notAllowed(program);
  if (hindrance) describeImpossible(name, hindrance, suite);
  else describe(name, suite);
}

/** Whether this user may watch a process that is no child of strace. */
function notOurOwnChild(): string | undefined {
  if (process.getuid?.() === 0 || !existsSync(SCOPE) || readFileSync(SCOPE, 'utf8').trim() === '0') return undefined;
  return 'kernel.yama.ptrace_scope forbids to watch a running process';
}

/** Some containers forbid ptrace(2), and an old strace cannot make a call fail. */
function notAllowed(strace: string): string | undefined {
  const options = ['-f', '-o', '/dev/null', '-e', 'trace=fsync', '-e', 'inject=fsync:error=EIO:when=1+3'];
  const { status, stderr } = spawnSync(strace, [...options, process.execPath, '--version'], { encoding: 'utf8' });
  return status === 0 ? undefined : `strace may not watch anything here (${stderr.trim().split('\n')[0]})`;
}

/** strace on all threads of a running process. */
export class Strace {
  private readonly ended: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly file: string,
  ) {
    this.ended = new Promise((resolve) => child.once('close', resolve));
    releaseAfterFile(() => this.detach());
  }

  /** @param expressions each an argument of `-e`: which calls are written down, which are made to fail */
  static async attach(pid: number, ...expressions: string[]): Promise<Strace> {
    const file = join(temporaryFolder(), 'strace');
    const options = ['-f', '-o', file, ...expressions.flatMap((one) => ['-e', one]), '-p', String(pid)];
    const child = spawn(program ?? 'strace', options, { stdio: ['ignore', 'ignore', 'pipe'] });
    const strace = new Strace(child, file);
    await strace.attached();
    return strace;
  }

  /** Lets the process go on alone. @returns the calls that were written down, one a line */
  async detach(): Promise<string[]> {
    this.child.kill('SIGINT');
    await this.ended;
    return readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
  }

  private attached(): Promise<void> {
    let output = '';
    return new Promise((resolve, reject) => {
      this.child.stderr?.on('data', (text: Buffer) => {
        output += text.toString();
        if (/attached/.test(output)) resolve();
      });
      void this.ended.then(() => reject(new Error(`strace could not attach: ${output}`)));
    });
  }
}
