import { Client } from './client.js';
import { freePort } from './free-port.js';
import { ServerProcess, type Environment } from './server-process.js';
import { temporaryFolder } from './temporary-folder.js';
import { emptyDatabase, type DatabaseKind, type TestDatabase } from './test-database.js';

const ATTEMPTS = 3;

export const ADMIN = { email: 'operator@example.com', password: 'one-quiet-operator-31' };

/** `env` is laid over the defaults of a test: no demonstration event, no limits, a known first admin. */
export type ServerOptions = { database: DatabaseKind | TestDatabase; env?: Environment; cwd?: string };

/** Starts the built server on a free port, on a fresh database unless one is handed in, and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { database } = options;
  const server = new RunningServer(typeof database === 'string' ? await emptyDatabase(database) : database, options);
  await server.start();
  return server;
}

/** The built server as a process of its own. It is stopped when the spec file is done. */
export class RunningServer {
  private process: ServerProcess | undefined;
  private port = 0;
  private earlierOutput = '';
  private readonly cwd: string;

  constructor(
    readonly database: TestDatabase,
    private readonly options: ServerOptions,
  ) {
    this.cwd = options.cwd ?? temporaryFolder();
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.process?.pid ?? NaN;
  }

  /** All that it printed, restarts included. */
  get output(): string {
    return this.earlierOutput + (this.process?.output ?? '');
  }

  /** A client with a cookie jar of its own. */
  client(): Client {
    return new Client(() => this.baseUrl);
  }

  async start(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      this.port = await freePort();
      const process = new ServerProcess({ cwd: this.cwd, env: this.environment() });
      try {
        await process.says(new RegExp(`:${this.port}\\b`));
        this.process = process;
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !process.output.includes('EADDRINUSE')) throw error;
      }
    }
  }

  /** @returns the exit code */
  async stop(): Promise<number | null> {
    return (await this.process?.stop()) ?? null;
  }

  /** Sends the signal and waits for the end. */
  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.process?.kill(signal);
    return this.ended();
  }

  /** Waits until it ends by itself. @returns the exit code */
  async ended(): Promise<number | null> {
    return (await this.process?.exited) ?? null;
  }

  /** Stops it if it runs, and starts it in the same folder on the same database. The port changes. */
  async restart(): Promise<void> {
    await this.stop();
    this.earlierOutput = this.output;
    await this.start();
  }

  private environment(): Environment {
    return {
      DATABASE_URL: this.database.url,
      HOST: '127.0.0.1',
      PORT: String(this.port),
      DEMO: 'false',
      SUPERUSER_EMAIL: ADMIN.email,
      SUPERUSER_PASSWORD: ADMIN.password,
      LIMIT_SIGNUP: 'off',
      LIMIT_LOGIN: 'off',
      LIMIT_ISSUE: 'off',
      ...this.options.env,
    };
  }
}
