import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWithStrace } from './faults/strace.js';
import { distFolder, ServerProcess } from './support/server-process.js';
import { temporaryFolder } from './support/temporary-folder.js';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'support/print-secret-key.js');
const KEY = 'k'.repeat(64);

/** What a process of its own gets as the key kept in this file. */
const keyIn = async (file: string): Promise<string> => (await run(process.execPath, [script, distFolder, file])).stdout;

describe('The secret key that is kept in a file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = join(temporaryFolder(), 'data');
    file = join(folder, 'secret-key');
  });

  /** Puts a file there before the first start. */
  function plant(content: string, mode = 0o600): void {
    mkdirSync(folder);
    writeFileSync(file, content);
    chmodSync(file, mode);
  }

  it('is made once, for its owner only, and is the same from then on', async () => {
    const key = await keyIn(file);
    expect(key).toMatch(/^[\w-]{64}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await keyIn(file)).toBe(key);
    expect(readdirSync(folder)).toEqual(['secret-key']);
  });

  it('is the same for processes that make it at the same moment', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => keyIn(file)));
    expect(new Set(keys)).toEqual(new Set([readFileSync(file, 'utf8')]));
    expect(readdirSync(folder)).toEqual(['secret-key']);
  });

  it('is the one of a process that makes it while this one writes its own at the same moment', async () => {
    const { stdout } = await run(process.execPath, [script, distFolder, file, 'interrupted']);
    const [other, own] = stdout.split('\n');
    expect([other, own]).toEqual([readFileSync(file, 'utf8'), other]);
    expect(readdirSync(folder)).toEqual(['secret-key']);
  });

  it('is taken as it is', async () => {
    plant(`${KEY}\n`);
    expect(await keyIn(file)).toBe(`${KEY}\n`);
  });

  it.each([
    ['empty', ''],
    ['short', 'k'.repeat(31)],
    ['blank', ' '.repeat(64)],
  ])('is refused when it is %s', async (_, content) => {
    plant(content);
    expect(await keyIn(file)).toBe(`refused: ${file} holds no key of 32 characters: delete it and start again.`);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it.each([0o604, 0o640, 0o620])('is refused when its mode is %o, which lets other users in', async (mode) => {
    plant(KEY, mode);
    expect(await keyIn(file)).toMatch(/^refused: .* other users: delete it and start again, or set SECRET_KEY\.$/);
  });

  it('is not read through a symbolic link', async () => {
    plant(KEY);
    const link = join(folder, 'link');
    symlinkSync(file, link);
    expect(await keyIn(link)).toMatch(/^refused: .* is a link or no file: .*\.$/);
  });

  it('is not made through a symbolic link', async () => {
    const elsewhere = join(temporaryFolder(), 'elsewhere');
    mkdirSync(folder);
    symlinkSync(elsewhere, file);
    expect(await keyIn(file)).toMatch(/^refused: .* is a link or no file: .*\.$/);
    expect(readdirSync(folder)).toEqual(['secret-key']);
  });

  it('is refused when a folder or a pipe is in its place', async () => {
    mkdirSync(file, { recursive: true });
    expect(await keyIn(file)).toMatch(/^refused: .* is a link or no file: .*\.$/);
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', ['-m', '600', pipe]);
    expect(await keyIn(pipe)).toMatch(/^refused: .* is a link or no file: .*\.$/);
  });

  it('stops the start with one sentence when it is refused', async () => {
    plant(KEY, 0o644);
    const server = new ServerProcess({ cwd: join(folder, '..'), env: { PORT: '0' } });
    expect(await server.exited).toBe(1);
    expect(server.output).toMatch(/^Toodat did not start\. data\/secret-key can be read by other users: .*\.\n$/);
  });
});

describeWithStrace('The secret key on the disk', () => {
  it('is synced before it has its name, and its name before it is used', () => {
    const folder = temporaryFolder();
    const calls = ['-f', '-y', '-e', 'trace=fsync,link,linkat'];
    const { stderr } = spawnSync(
      'strace',
      [...calls, process.execPath, script, distFolder, join(folder, 'secret-key')],
      {
        encoding: 'utf8',
      },
    );
    const names = stderr.split('\n').flatMap((line) => /\b(fsync|link)(?:at)?\(/.exec(line)?.[1] ?? []);
    expect(names).toEqual(['fsync', 'link', 'fsync']);
    const synced = [...stderr.matchAll(/fsync\(\d+<(.*?)>/g)].map(([, path]) => path);
    expect(synced).toEqual([expect.stringContaining(`${folder}/secret-key.`), folder]);
  });
});
