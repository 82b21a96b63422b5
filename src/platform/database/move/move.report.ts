import { SettingError } from '../../config/setting-error.js';
import { databaseFailure } from '../database-failure.js';
import type { MovePlan } from './database-move.js';
import { MoveOutcomeUnknown, MoveRefusal } from './move-refusal.js';
import type { MoveStep } from './move-step.js';
import { NOT_MOVED } from './moved-tables.js';

const STEPS: Readonly<Record<MoveStep['name'], string>> = { check: '원본 검사', copy: '복사', compare: '비교' };

/** PostgreSQL's own words name the user and the database, never the password. */
const BY_CODE: readonly (readonly [RegExp, (words: string) => string])[] = [
  [/^28/, (words) => `PostgreSQL이 로그인을 거부했습니다(${words}). DATABASE_URL의 사용자와 비밀번호를 확인하세요.`],
  [/^3D000$/, (words) => `그런 PostgreSQL 데이터베이스가 없습니다(${words}). createdb로 만드세요.`],
  [/^42501$/, (words) => `PostgreSQL이 거부했습니다(${words}). 테이블을 만들 수 있는 사용자를 쓰세요.`],
  [/^(ENOTFOUND|EAI_AGAIN)$/, () => 'DATABASE_URL의 호스트 이름을 찾을 수 없습니다.'],
  [/^(53300)$/, () => 'PostgreSQL의 연결이 모두 쓰이고 있습니다. 다른 연결을 끊고 다시 실행하세요.'],
];

const BY_FAILURE: Readonly<Partial<Record<string, string>>> = {
  full: 'PostgreSQL의 디스크가 가득 찼습니다. 공간을 만들고 다시 실행하세요.',
  lost: 'PostgreSQL에 연결하지 못했거나 연결이 끊겼습니다. 실행 중인지, DATABASE_URL의 호스트와 포트가 맞는지 확인하세요.',
  timeout: 'PostgreSQL이 제때 응답하지 않았습니다. 다시 실행하세요.',
};

/** @returns what will be moved, as lines for a terminal */
export function describePlan({ file, bytes, target, rows, left }: MovePlan): string {
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  const width = Math.max(...rows.map(([table]) => table.length));
  return [
    `원본: ${file} (${(bytes / 1_000_000).toFixed(1)} MB)`,
    `대상: PostgreSQL ${target} (비어 있음)`,
    '',
    ...rows.map(([table, count]) => `  ${table.padEnd(width)}  ${grouped(count).padStart(12)}행`),
    `  ${'합계'.padEnd(width - 2)}  ${grouped(total).padStart(12)}행`,
    '',
    '옮기지 않는 테이블:',
    ...left.map((table) => `  ${table}: ${NOT_MOVED.get(table) ?? '투닷의 테이블이 아닙니다'}`),
    '',
    '서비스를 먼저 멈추세요. 옮긴 뒤에 SQLite에 기록된 것은 PostgreSQL에 없습니다.',
    '로그인도 옮깁니다. 서비스의 SECRET_KEY가 지금과 같아야(파일 secret-key의 값) 로그인이 유지됩니다.',
  ].join('\n');
}

/** @returns one line for a terminal */
export function describeStep({ name, table, done }: MoveStep, { rows }: MovePlan): string {
  const total = rows.find(([one]) => one === table)?.[1];
  return total === undefined ? STEPS[name] : `${STEPS[name]} ${table} ${grouped(done)}/${grouped(total)}`;
}

/** @returns why it failed, and what to do; the stack of a programming error */
export function moveFailure(error: unknown): string {
  if ([MoveRefusal, MoveOutcomeUnknown, SettingError].some((kind) => error instanceof kind))
    return (error as Error).message;
  const { code = '', message, stack } = error as Error & { code?: string };
  const advice = BY_CODE.find(([codes]) => codes.test(code))?.[1](message) ?? BY_FAILURE[databaseFailure(error) ?? ''];
  return advice ?? (code ? message : String(stack ?? error));
}

const grouped = (count: number): string => count.toLocaleString('en-US');
