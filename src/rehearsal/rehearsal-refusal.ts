/** Why nothing is rehearsed: a sentence in Korean that says what to do. */
export class RehearsalRefusal extends Error {}

const grouped = (number: number): string => number.toLocaleString('en-US');
const megabytes = (bytes: number): string => `${grouped(Math.ceil(bytes / 1_000_000))} MB`;

export const badNumber = (option: string, max: number): RehearsalRefusal =>
  new RehearsalRefusal(`${option}에는 1부터 ${grouped(max)}까지의 정수를 쓰세요.`);

export const interrupted = (): RehearsalRefusal => new RehearsalRefusal('중단했습니다. 복사본은 지웠습니다.');

export const noDatabase = (file: string): RehearsalRefusal =>
  new RehearsalRefusal(`데이터베이스가 없습니다. DATABASE_URL을 확인하세요: ${file}`);

export const notPrepared = (): RehearsalRefusal =>
  new RehearsalRefusal(
    '데이터베이스에 이 버전의 테이블이 없습니다. 이 버전의 서비스를 한 번 시작하거나 npm run db:prepare를 실행하세요.',
  );

export const noSuchCoupon = (id: number): RehearsalRefusal =>
  new RehearsalRefusal(`${id}번 쿠폰이 없습니다. 관리자 화면에서 쿠폰의 id를 확인하세요.`);

export const noStock = (id: number): RehearsalRefusal =>
  new RehearsalRefusal(`${id}번 쿠폰은 재고가 0개입니다. 관리자 화면에서 재고를 더한 다음 다시 실행하세요.`);

export const noWorks = (): RehearsalRefusal =>
  new RehearsalRefusal('공개된 작품이 없어 받을 쿠폰이 없습니다. 작품을 등록한 다음 다시 실행하세요.');

export const issuingNow = (): RehearsalRefusal =>
  new RehearsalRefusal(
    '지금 쿠폰이 발급되고 있습니다(최근 10분). 리허설은 서비스를 느리게 하니 이벤트가 끝난 뒤에 실행하거나, 그래도 하려면 --force를 붙이세요.',
  );

export const noFolder = (folder: string, reason: string): RehearsalRefusal =>
  new RehearsalRefusal(`복사본을 둘 폴더를 만들 수 없습니다(${reason}). --folder로 다른 곳을 지정하세요: ${folder}`);

export const diskTooSmall = (folder: string, needed: number, free: number): RehearsalRefusal =>
  new RehearsalRefusal(
    `디스크의 여유 공간이 모자랍니다(필요 ${megabytes(needed)}, 여유 ${megabytes(free)}). --folder로 다른 디스크를 지정하세요: ${folder}`,
  );

export const damaged = (file: string): RehearsalRefusal =>
  new RehearsalRefusal(`데이터베이스가 손상되었습니다. npm run verify로 확인하세요: ${file}`);

export const needsTarget = (): RehearsalRefusal =>
  new RehearsalRefusal(
    'PostgreSQL에서는 복사본을 둘 빈 데이터베이스를 --on postgres://…로 지정하세요(예: createdb toodat_rehearsal).',
  );

export const badTarget = (): RehearsalRefusal =>
  new RehearsalRefusal('--on에는 postgres://사용자:비밀번호@호스트/데이터베이스 형식의 주소를 쓰세요.');

export const needsNoTarget = (): RehearsalRefusal =>
  new RehearsalRefusal('--on은 PostgreSQL에서 쓰고, SQLite에서는 --folder를 쓰세요.');

export const needsNoFolder = (): RehearsalRefusal =>
  new RehearsalRefusal('--folder는 SQLite에서 쓰고, PostgreSQL에서는 --on을 쓰세요.');

export const sameDatabase = (): RehearsalRefusal =>
  new RehearsalRefusal('--on이 서비스의 데이터베이스와 같습니다. 다른 빈 데이터베이스를 지정하세요.');

export const notEmpty = (objects: readonly string[]): RehearsalRefusal =>
  new RehearsalRefusal(
    `--on의 데이터베이스가 비어 있지 않습니다(${objects.slice(0, 3).join(', ')}${objects.length > 3 ? ', …' : ''}). 빈 데이터베이스를 지정하세요.`,
  );

export const unreachable = (option: string, reason: string): RehearsalRefusal =>
  new RehearsalRefusal(`${option}의 PostgreSQL을 쓸 수 없습니다: ${reason}`);

export const didNotStart = (reason: string): RehearsalRefusal =>
  new RehearsalRefusal(`복사본에서 서비스가 시작하지 않았습니다. ${reason}`);

export const notCleaned = (where: string, reason: string): string =>
  `복사본을 지우지 못했습니다. 직접 지우세요(${reason}): ${where}`;
