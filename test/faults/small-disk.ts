import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, writeSync, openSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeImpossible } from '../support/on-each-database.js';
import { releaseAfterFile } from '../support/release.js';

const KIBIBYTES = 6 * 1024;
const CHUNK = Buffer.alloc(1024);

/** A suite that fills a disk to the last byte. */
export function describeWithSmallDisk(name: string, suite: () => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'toodat-disk-'));
  const mayMount = mount(folder);
  if (mayMount) unmount(folder);
  rmdirSync(folder);
  if (mayMount) describe(name, suite);
  else describeImpossible(name, 'a small disk is mounted for it, which this user may not do', suite);
}

/** A file system of a few megabytes, gone when the spec file is done. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'toodat-disk-'));
  private readonly ballast = join(this.folder, 'ballast');

  constructor() {
    if (!mount(this.folder)) throw new Error('The small disk could not be mounted.');
    releaseAfterFile(() => {
      unmount(this.folder);
      rmdirSync(this.folder);
    });
  }

  /** Another file takes all the space that is left. */
  fill(): void {
    const file = openSync(this.ballast, 'w');
    try {
      for (;;) writeSync(file, CHUNK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.ballast);
  }
}

const mount = (folder: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${KIBIBYTES}k`, 'toodat-test', folder]).status === 0;

const unmount = (folder: string): unknown => spawnSync('umount', ['--lazy', folder]);
