import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { all } from '../../src/platform/database/sql/statement.js';
import type { Transactions } from '../../src/platform/database/transactions.js';
import type { Work } from '../../src/work/work.entity.js';
import { releaseAfterFile } from './release.js';
import { distFolder } from './server-process.js';
import { temporaryFolder } from './temporary-folder.js';
import { emptyDatabase, type DatabaseKind, type TestDatabase } from './test-database.js';

const ENTRY = join(import.meta.dirname, 'application-process.js');
const CALL_MS = 30_000;

/** What a function that runs inside the application can use. */
export type Tools = {
  readonly transactions: Transactions;
  readonly all: typeof all;
  readonly Work: typeof Work;
  /** Values for a row of `Work`. */
  readonly newWork: (title: string) => Pick<Work, 'title' | 'createdAt' | 'updatedAt'>;
  /** A provider by the name of its class. */
  readonly get: <T>(className: string) => T;
  /** A file of the built service. */
  readonly load: <Module>(file: string) => Promise<Module>;
  /** Ends the worker thread that runs this file. */
  readonly endThread: (file: string) => Promise<void>;
};

/** A service in another process: every method returns a promise. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...input: infer Input) => infer Output
    ? (...input: Input) => Promise<Awaited<Output>>
    : never;
};

type Reply = { readonly id: number | 'ready'; readonly value?: unknown; readonly error?: { readonly message: string } };
type Call = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
type ApplicationOptions = { readonly env?: Readonly<Record<string, string>>; readonly onThisThread?: boolean };

/**
 * The built service without HTTP, in a process of its own, on a real database. Its services can be called from a test.
 * The process is stopped when the spec file is done.
 */
export class Application {
  private readonly child: ChildProcess;
  private readonly calls = new Map<number | 'ready', Call>();
  private nextId = 0;
  private output = '';

  private constructor(
    readonly database: TestDatabase,
    { env, onThisThread }: ApplicationOptions,
  ) {
    this.child = fork(ENTRY, [distFolder, onThisThread ? '--on-this-thread' : ''], {
      cwd: temporaryFolder(),
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: database.url, DEMO: 'false', ...env },
      serialization: 'advanced',
      silent: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.child.on('message', (reply: Reply) => this.settle(reply));
    this.child.once('exit', (code) => this.rejectAll(`The application ended with ${code}:\n${this.output}`));
    releaseAfterFile(() => void this.child.kill('SIGKILL'));
  }

  static async start(database: DatabaseKind | TestDatabase, options: ApplicationOptions = {}): Promise<Application> {
    const application = new Application(
      typeof database === 'string' ? await emptyDatabase(database) : database,
      options,
    );
    await application.promised('ready', 40_000);
    return application;
  }

  /** A service by the name of its class: `application.service<WorkService>('WorkService')`. */
  service<T>(className: string): Remote<T> {
    const method =
      (_: unknown, name: string) =>
      (...input: unknown[]) =>
        this.call({ provider: className, method: name, input });
    return new Proxy({}, { get: method }) as Remote<T>;
  }

  /** Runs `act` inside the application. It is sent as text, so it can use nothing but its two parameters. */
  run<Input, Output>(act: (tools: Tools, input: Input) => Promise<Output>, input?: Input): Promise<Output> {
    return this.call({ source: act.toString(), input }) as Promise<Output>;
  }

  /** @returns the exit code; a process that a thread or connection keeps from ending is an error */
  async close(): Promise<number | null> {
    const exited = once(this.child, 'exit') as Promise<[number | null]>;
    await this.call({ method: 'close' });
    const tooLong = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`The application did not end within ${CALL_MS} ms.`)), CALL_MS).unref();
    });
    const [code] = await Promise.race([exited, tooLong]);
    return code;
  }

  private call(message: object): Promise<unknown> {
    const id = this.nextId++;
    this.child.send({ id, ...message });
    return this.promised(id, CALL_MS);
  }

  private promised(id: number | 'ready', withinMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const late = (): void => reject(new Error(`No reply within ${withinMs} ms.\n${this.output}`));
      const timer = setTimeout(late, withinMs);
      const settled =
        <T>(act: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          act(value);
        };
      this.calls.set(id, { resolve: settled(resolve), reject: settled(reject) });
    });
  }

  private settle({ id, value, error }: Reply): void {
    const call = this.calls.get(id);
    this.calls.delete(id);
    if (error) call?.reject(Object.assign(new Error(error.message), error));
    else call?.resolve(value);
  }

  private rejectAll(why: string): void {
    for (const { reject } of this.calls.values()) reject(new Error(why));
    this.calls.clear();
  }
}
