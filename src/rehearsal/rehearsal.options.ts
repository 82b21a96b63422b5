import { parseArgs } from 'node:util';
import { MAX_INTEGER } from '../platform/database/columns/max-integer.js';
import { badNumber, RehearsalRefusal } from './rehearsal-refusal.js';

export const USAGE = [
  '사용법: npm run rehearse -- --coupon <쿠폰 id> [--members 2000] [--presses 20000]',
  '  --members <수>      쿠폰을 받으려는 회원 수',
  '  --presses <수>      누르는 횟수의 합',
  '  --connections <수>  한꺼번에 누르는 연결 수(256)',
  '  --seconds <초>      시작 시각부터 이 시간이 지나면 끝냅니다(120)',
  '  --folder <폴더>     SQLite: 복사본을 둘 곳(데이터베이스 옆)',
  '  --on <주소>         PostgreSQL: 복사본을 둘 빈 데이터베이스(postgres://…)',
  '  --force             쿠폰이 발급되고 있어도 실행합니다. 이 컴퓨터의 서비스가 느려집니다.',
  '  --json              결과를 JSON으로 출력합니다.',
].join('\n');

export type RehearsalOptions = {
  readonly coupon: number;
  readonly members: number;
  readonly presses: number;
  readonly connections: number;
  readonly seconds: number;
  readonly folder: string | undefined;
  readonly on: string | undefined;
  readonly force: boolean;
  readonly json: boolean;
};

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = {
  coupon: text,
  members: { ...text, default: '2000' },
  presses: { ...text, default: '20000' },
  connections: { ...text, default: '256' },
  seconds: { ...text, default: '120' },
  folder: text,
  on: text,
  force: flag,
  json: flag,
};

/** More connections than most systems let a process open by default. */
const MAX_CONNECTIONS = 2_000;

/** @throws RehearsalRefusal with the usage, or with the option whose number is invalid */
export function parseOptions(args: readonly string[]): RehearsalOptions {
  const { coupon, members, presses, connections, seconds, folder, on, force, json } = valuesOf(args);
  if (coupon === undefined) throw new RehearsalRefusal(USAGE);
  return {
    coupon: whole('--coupon', coupon, MAX_INTEGER),
    members: whole('--members', members, 100_000),
    presses: whole('--presses', presses, 1_000_000),
    connections: whole('--connections', connections, MAX_CONNECTIONS),
    seconds: whole('--seconds', seconds, 3_600),
    folder,
    on,
    force: force ?? false,
    json: json ?? false,
  };
}

function valuesOf(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch {
    throw new RehearsalRefusal(USAGE);
  }
}

function whole(option: string, value: string, max: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max) throw badNumber(option, max);
  return number;
}
