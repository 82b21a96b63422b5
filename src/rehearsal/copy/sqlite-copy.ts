import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { backUp, BackupRefusal } from '../../platform/database/sqlite/backup.js';
import { orAborted } from '../or-aborted.js';
import { damaged } from '../rehearsal-refusal.js';
import { makePrivateFolder, removeFolder, requireSpace } from './private-folder.js';
import type { RehearsalCopy } from './rehearsal-copy.js';

const CONTENTS = '모든 테이블. 회원의 이메일과 비밀번호는 복사본에서 바로 덮어쓰고, 로그인은 지웁니다.';

/** SQLite's log, before it is written to the file. */
const LOG_BYTES = 64 * 1024 * 1024;

/** A new row with its indexes, in the file and in the log. */
const BYTES_PER_ROW = 2_000;

type Place = { readonly parent: string | undefined; readonly newRows: number };

/**
 * Copies the database into a new private folder, while the service reads and writes it.
 * @param place the parent of the folder, by default the database's own, so that the copy is on the same disk; and how many rows the
 *   rehearsal will insert
 * @param show called with the copied share, first with 0, as soon as it is known that there is enough space
 * @throws RehearsalRefusal; then there is no folder
 */
export async function copySqlite(
  file: string,
  { parent = dirname(file), newRows }: Place,
  show: (share: number) => void,
  signal: AbortSignal,
): Promise<RehearsalCopy> {
  const folder = makePrivateFolder(resolve(parent));
  try {
    // Twice: overwriting the addresses of all members also goes through the log.
    requireSpace(resolve(parent), 2 * bytesOf(file) + LOG_BYTES + BYTES_PER_ROW * newRows);
    show(0);
    const copy = join(folder, 'copy.sqlite3');
    await orAborted(signal, backUp(file, copy, show));
    const location = { kind: 'sqlite', file: copy } as const;
    const remove = (): Promise<void> => Promise.resolve(removeFolder(folder));
    return { location, contents: CONTENTS, where: folder, folder, remove };
  } catch (error) {
    removeFolder(folder);
    throw error instanceof BackupRefusal && error.reason === 'damaged' ? damaged(file) : error;
  }
}

const bytesOf = (file: string): number =>
  [file, `${file}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0);
