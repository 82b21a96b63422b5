import { Client } from './client.js';
import { freePort } from './free-port.js';
import { ServerProcess, type Environment } from './server-process.js';

/** The line that says which addresses to open. */
export const READY = /^.*http:\/\/localhost:\d+\/.*$/m;

/** Starts the server as a new user does: no setting but the port, in an empty folder. */
export async function startPlain(cwd: string, env: Environment = {}): Promise<[ServerProcess, Client]> {
  const port = await freePort();
  const process = new ServerProcess({ cwd, env: { PORT: String(port), ...env } });
  await process.says(READY);
  return [process, new Client(() => `http://127.0.0.1:${port}`)];
}

/** Waits until it ends by itself. @returns the exit code; undefined as soon as it answers requests instead */
export const failedStart = (process: ServerProcess): Promise<number | null | void> =>
  Promise.race([process.exited, process.says(READY)]);
