import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeCertificate } from './certificate.js';
import { Client, type Way } from './client.js';
import { CookieJar } from './cookie-jar.js';
import { executable } from './executable.js';
import { freePort } from './free-port.js';
import { describeMissing } from './on-each-database.js';
import { releaseAfterFile } from './release.js';
import { temporaryFolder } from './temporary-folder.js';

const repository = join(import.meta.dirname, '../..');
const program = executable('nginx');
const openssl = executable('openssl');
const START_MS = 10_000;

/** A suite that needs nginx and openssl. A machine without them skips the suite, CI never does. */
export function describeWithNginx(name: string, suite: () => void): void {
  if (program && openssl) describe(name, suite);
  else describeMissing(name, program ? 'openssl' : 'nginx', suite);
}

export type Site = 'http' | 'https' | 'balancer';
/** Fewer than the repository's: one worker has so many connections, of which an address may take an eighth. */
export type Limits = { readonly workerConnections: number };
export type RunningNginx = {
  readonly baseUrl: string;
  /** Where the site `https` answers by TLS, with the certificate `ca`. */
  readonly secureUrl: string;
  readonly ca: string;
  /** Files here are served below `/.well-known/acme-challenge/`. */
  readonly acmeFolder: string;
  /** The access log, one line for each request. */
  log(): string;
  client(localAddress?: string): Client;
  secureClient(localAddress?: string): Client;
};

/**
 * Runs nginx with the repository's own files, in which only what belongs to a machine is another: the ports, the
 * upstream servers, the folders, where nginx keeps its temporary files, and the network that a balancer is in.
 */
export async function startNginx(
  upstream: readonly string[],
  site: Site = 'http',
  limits?: Limits,
): Promise<RunningNginx> {
  const folder = temporaryFolder();
  const [port, securePort] = [await freePort(), await freePort()];
  const files = join(folder, 'static');
  cpSync(join(repository, 'public'), files, { recursive: true });
  for (const name of ['temporary', 'nginx', 'certificates']) mkdirSync(join(folder, name));
  const ca = readFileSync(writeCertificate(join(folder, 'certificates')), 'utf8');
  const log = join(folder, 'access.log');
  const acmeFolder = join(folder, 'acme/.well-known/acme-challenge');
  mkdirSync(acmeFolder, { recursive: true });
  // As root, nginx's workers are somebody else.
  for (const path of [folder, files]) chmodSync(path, 0o755);
  const places: Replacement[] = [
    ['/srv/toodat/', `${folder}/`],
    ['/etc/nginx/toodat/', `${folder}/nginx/`],
    ['/etc/nginx/site.conf', `${folder}/nginx/${site}.conf`],
    ['listen 80', `listen 127.0.0.1:${port}`],
    ['listen 443', `listen 127.0.0.1:${securePort}`],
    ['set_real_ip_from 10.0.0.0/8;', 'set_real_ip_from 127.0.0.1;'],
  ];
  const configuration = configured('nginx.conf', folder, [
    ...places,
    ['server app:8000 ', upstream.map((server) => `server ${server} `).join('max_fails=1 fail_timeout=1s; ')],
    ...(limits ? lowered(limits) : []),
    ['access_log /dev/stdout requests;', `access_log ${log} requests; ${temporaryPaths(join(folder, 'temporary'))}`],
  ]);
  for (const name of readdirSync(join(repository, 'nginx'))) configured(join('nginx', name), folder, places);
  const command = ['-p', folder, '-c', configuration, '-e', 'stderr', '-g', `daemon off; pid ${folder}/nginx.pid;`];
  const child = spawn(program ?? 'nginx', command, { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  releaseAfterFile(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  await listening(
    port,
    () => child.exitCode === null,
    () => output,
  );
  const [baseUrl, secureUrl] = [`http://127.0.0.1:${port}`, `https://127.0.0.1:${securePort}`];
  const client = (way?: Way): Client => new Client(() => (way?.ca ? secureUrl : baseUrl), new CookieJar(), way);
  return {
    baseUrl,
    secureUrl,
    ca,
    acmeFolder,
    log: () => readFileSync(log, 'utf8'),
    client: (localAddress?: string) => client({ ...(localAddress && { localAddress }) }),
    secureClient: (localAddress?: string) => client({ ca, ...(localAddress && { localAddress }) }),
  };
}

type Replacement = readonly [from: string, to: string];

function lowered({ workerConnections }: Limits): Replacement[] {
  return [
    ['worker_processes auto;', 'worker_processes 1;'],
    ['worker_connections 65536;', `worker_connections ${workerConnections};`],
    ['limit_conn client_networks 512;', `limit_conn client_networks ${workerConnections / 8};`],
  ];
}

function configured(name: string, folder: string, replacements: readonly Replacement[]): string {
  let text = readFileSync(join(repository, name), 'utf8');
  for (const [from, to] of replacements) text = text.replaceAll(from, to);
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function temporaryPaths(folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ');
}

async function listening(port: number, alive: () => boolean, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + START_MS;
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    if (!alive() || Date.now() > giveUpAt) throw new Error(`nginx does not start:\n${output()}`);
    await delay(20);
  }
}
