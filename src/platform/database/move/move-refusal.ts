/** Why nothing is moved: a sentence in Korean that says what to do. */
export class MoveRefusal extends Error {}

const EMPTY_DATABASE = 'DATABASE_URL에 빈 데이터베이스를 지정하세요(예: createdb toodat).';

/** PostgreSQL has all rows, or none. The message says, in Korean, why this is unknown and how to find out. */
export class MoveOutcomeUnknown extends Error {}

const LOOK_AT_TARGET =
  '미리 보기를 다시 실행하세요. 데이터가 이미 있다고 하면 모두 옮긴 것이니 npm run verify로 확인하고, 아니면 다시 옮기세요.';

/** The connection broke during COMMIT. */
export const commitUnanswered = (): MoveOutcomeUnknown =>
  new MoveOutcomeUnknown(`COMMIT의 응답을 받지 못했습니다. ${LOOK_AT_TARGET}`);

/** COMMIT waited for a synchronous standby, and this wait was cancelled. If a standby is promoted, it may lack the rows. */
export const standbyWaitCancelled = (): MoveOutcomeUnknown =>
  new MoveOutcomeUnknown(
    `COMMIT이 대기 서버(standby)의 확인을 기다리다가 취소되어, 옮긴 데이터가 남을지 알 수 없습니다. 대기 서버가 다시 따라온 다음 ${LOOK_AT_TARGET}`,
  );

export const onSqlite = (): MoveRefusal =>
  new MoveRefusal(
    'DATABASE_URL에 옮겨 갈 PostgreSQL 데이터베이스를 지정하세요(postgres://사용자:비밀번호@호스트/데이터베이스).',
  );

export const noSuchFile = (file: string): MoveRefusal => new MoveRefusal(`SQLite 파일이 없습니다: ${file}`);

export const noFile = (file: string): MoveRefusal => new MoveRefusal(`파일이 아닙니다: ${file}`);

export const noDatabase = (file: string): MoveRefusal => new MoveRefusal(`SQLite 데이터베이스가 아닙니다: ${file}`);

export const notOurs = (file: string): MoveRefusal => new MoveRefusal(`투닷의 데이터베이스가 아닙니다: ${file}`);

export const damaged = (file: string): MoveRefusal =>
  new MoveRefusal(`SQLite 파일이 손상되었습니다. 백업에서 복구한 다음 옮기세요: ${file}`);

export const unreadable = (file: string): MoveRefusal =>
  new MoveRefusal(`SQLite 파일을 열 수 없습니다. 서비스를 실행하는 사용자로 실행하세요: ${file}`);

export const inUse = (file: string): MoveRefusal =>
  new MoveRefusal(`다른 프로세스가 SQLite 파일을 쓰고 있습니다. 서비스를 멈추고 다시 실행하세요: ${file}`);

export const changed = (file: string): MoveRefusal =>
  new MoveRefusal(`옮기는 동안 SQLite 파일이 바뀌었습니다. 서비스를 멈추고 다시 실행하세요: ${file}`);

export const olderSource = (migration: string): MoveRefusal =>
  new MoveRefusal(
    `SQLite 파일이 이전 버전의 것입니다(${migration} 없음). 이 버전의 서비스를 그 파일로 한 번 시작했다가 멈춘 다음 옮기세요.`,
  );

export const newerSource = (migration: string): MoveRefusal =>
  new MoveRefusal(`SQLite 파일이 새 버전의 것입니다(${migration}). 그 버전의 db:move를 쓰세요.`);

export const newerTarget = (migration: string): MoveRefusal =>
  new MoveRefusal(`PostgreSQL 데이터베이스가 새 버전의 것입니다(${migration}). ${EMPTY_DATABASE}`);

export const foreignTables = (tables: readonly string[]): MoveRefusal =>
  new MoveRefusal(`PostgreSQL 데이터베이스에 다른 테이블이 있습니다: ${tables.join(', ')}. ${EMPTY_DATABASE}`);

/** @param rows by table */
export const notEmpty = (rows: readonly (readonly [table: string, count: number])[]): MoveRefusal => {
  const listed = rows.map(([table, count]) => `${table} ${count}행`).join(', ');
  return new MoveRefusal(
    `PostgreSQL 데이터베이스에 이미 데이터가 있습니다: ${listed}. ${EMPTY_DATABASE} 옮기기 전에는 거기서 db:prepare와 서비스를 실행하지 마세요.`,
  );
};

export const otherEncoding = (encoding: string): MoveRefusal =>
  new MoveRefusal(
    `PostgreSQL 데이터베이스의 인코딩이 ${encoding}입니다. UTF8로 만드세요(createdb -E UTF8 -T template0).`,
  );

export const badValue = (place: string, problem: string): MoveRefusal =>
  new MoveRefusal(`PostgreSQL에 넣을 수 없는 값이 있습니다: ${place}. ${problem}`);

export const refusedRows = (table: string, reason: string): MoveRefusal =>
  new MoveRefusal(`PostgreSQL이 ${table}의 행을 받지 않았습니다(${reason}). 원본을 npm run verify로 확인하세요.`);

export const different = (differences: readonly string[]): MoveRefusal =>
  new MoveRefusal(['복사한 행이 원본과 다릅니다.', ...differences.map((line) => `  ${line}`)].join('\n'));

export const interrupted = (): MoveRefusal => new MoveRefusal('중단했습니다.');
