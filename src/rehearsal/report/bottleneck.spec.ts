import type { Usage } from '../service/usage-meter.js';
import { findBottleneck } from './bottleneck.js';

const usage = (change: Partial<Usage> = {}): Usage => ({
  seconds: 2,
  machine: { busy: 1, total: 4 },
  mainThread: 0.4,
  otherThread: 0.2,
  generator: 0.5,
  increase: () => 0,
  waitedForConnection: 0,
  ...change,
});
const sqlite = { transactions: 100, seconds: 1, syncMs: 1, workers: 1 };
const postgres = { ...sqlite, syncMs: undefined, workers: 2 };
const metric = (wanted: string, value: number) => (name: string) => (name === wanted ? value : 0);

describe('The first bottleneck', () => {
  it.each([
    ['서비스의 메인 스레드(CPU)', usage({ mainThread: 1.9 }), sqlite],
    ['서비스의 쓰기 스레드(CPU)', usage({ otherThread: 1.8 }), sqlite],
    ['디스크 동기화(fsync)', usage(), { ...sqlite, syncMs: 9 }],
    ['이 컴퓨터의 CPU 전체', usage({ machine: { busy: 3.9, total: 4 } }), sqlite],
    ['누르는 쪽인 이 명령(CPU)', usage({ generator: 1.9 }), sqlite],
    ['PostgreSQL의 쓰기와 COMMIT', usage({ increase: metric('toodat_turn_hold_seconds_sum', 0.9) }), postgres],
    ['쿠폰 잠금 대기(PostgreSQL)', usage({ increase: metric('toodat_turn_wait_seconds_sum', 1.8) }), postgres],
    ['데이터베이스 연결 대기', usage({ waitedForConnection: 1 }), postgres],
  ])('is %s', (name, used, writes) => {
    expect(findBottleneck(used, writes).first?.name).toBe(name);
  });

  it('is none if no resource was used enough', () => {
    const { first, shares } = findBottleneck(usage(), sqlite);
    expect([first, shares[0]]).toEqual([undefined, { name: '이 컴퓨터의 CPU 전체', share: 0.25 }]);
  });

  it('is unknown after half a second or less', () => {
    expect(findBottleneck(usage({ seconds: 0.4, mainThread: 0.4 }), sqlite)).toEqual({
      first: undefined,
      shares: [],
      measuredSeconds: 0.4,
    });
    expect(findBottleneck(undefined, sqlite).shares).toEqual([]);
  });

  it('needs no /proc', () => {
    const { shares } = findBottleneck(usage({ mainThread: undefined, otherThread: undefined }), sqlite);
    expect(shares.map(({ name }) => name)).toEqual([
      '이 컴퓨터의 CPU 전체',
      '누르는 쪽인 이 명령(CPU)',
      '디스크 동기화(fsync)',
    ]);
  });
});
