import { ImportRefusal } from './import-refusal.js';

type Sentence = (path: string) => string;

const SENTENCES: readonly (readonly [codes: RegExp, sentence: Sentence])[] = [
  [/^ENOENT$/, (path) => `${path}: 그런 파일이 없습니다. 경로를 확인하세요.`],
  [/^(EACCES|EPERM|ENOTDIR)$/, (path) => `${path}: 읽을 수 없습니다. 경로와 권한을 확인하세요.`],
  [/^SQLITE_NOTADB/, (path) => `${path}: SQLite 파일이 아닙니다. 원래 서비스의 SQLite 파일을 지정하세요.`],
  [/^SQLITE_(BUSY|LOCKED)/, (path) => `${path}: 다른 프로그램이 쓰고 있습니다. 원래 서비스를 멈추고 다시 실행하세요.`],
  [
    /^SQLITE_(CANTOPEN|READONLY)/,
    (path) =>
      `${path}: 열 수 없습니다. 원래 서비스가 쓰던 -wal이나 -journal 파일이 옆에 있으면, 쓸 수 있는 폴더에 함께 복사한 뒤 ` +
      `sqlite3 <복사본> "PRAGMA journal_mode=DELETE"를 실행하고 그 복사본을 가져오세요.`,
  ],
  [
    /^SQLITE_(CORRUPT|IOERR)/,
    (path) => `${path}: 파일이 손상되었습니다. 원래 서비스를 멈추고 파일을 다시 복사하거나 백업을 쓰세요.`,
  ],
];

/** Reads from the file. @throws ImportRefusal instead of an error of SQLite or of the file system */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const found = SENTENCES.find(([codes]) => codes.test(code));
    throw found ? new ImportRefusal(found[1](path)) : error;
  }
}
