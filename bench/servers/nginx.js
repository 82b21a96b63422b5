import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const repository = join(import.meta.dirname, '../..');
const START_MS = 10_000;

/** nginx with this repository's configuration, in front of servers on this machine. */
export class Nginx {
  static get isInstalled() {
    try {
      execFileSync('nginx', ['-v'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} folder for its files @param {readonly number[]} ports of the servers behind it */
  static async start(folder, ports) {
    const nginx = new Nginx(folder, await freePort());
    await nginx.open(ports);
    return nginx;
  }

  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
  }

  get pid() {
    return this.child.pid;
  }

  async open(ports) {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${this.folder}/${name};`,
    );
    mkdirSync(join(this.folder, 'nginx'), { recursive: true });
    this.write('nginx.conf', [
      ['/etc/nginx/site.conf', `${this.folder}/nginx/http.conf`],
      ['server app:8000 ', ports.map((port) => `server 127.0.0.1:${port} `).join('max_fails=1 fail_timeout=1s; ')],
      ['access_log /dev/stdout requests;', `access_log off; ${temporary.join(' ')}`],
    ]);
    this.write('nginx/http.conf', [
      ['listen 80', `listen 127.0.0.1:${this.port}`],
      ['/etc/nginx/toodat/', `${this.folder}/nginx/`],
    ]);
    for (const name of ['nginx/application.conf', 'nginx/acme.conf']) this.write(name, []);
    const options = ['-p', this.folder, '-c', join(this.folder, 'nginx.conf'), '-e', 'stderr'];
    this.child = spawn('nginx', [...options, '-g', `daemon off; pid ${this.folder}/nginx.pid;`], { stdio: 'ignore' });
    await this.ready();
  }

  async stop() {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  async ready() {
    for (const giveUpAt = Date.now() + START_MS; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
      if (await accepts(this.port)) return;
      if (this.child.exitCode !== null || Date.now() > giveUpAt) throw new Error('nginx did not start');
    }
  }

  write(name, replacements) {
    const text = replacements.reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      readFileSync(join(repository, name), 'utf8'),
    );
    writeFileSync(join(this.folder, name), text);
  }
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
