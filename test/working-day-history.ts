import { ADMIN } from './support/server.js';

type Day = {
  /** The e-mail of the second operator. */
  readonly second: string;
  /** Units. */
  readonly added: number;
  /** The member whose case was opened. */
  readonly asked: number;
  /** Of the exported file. */
  readonly sha256: string;
};

const text = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

/** @param shown the rows of the history, as `historyShown` returns them */
export function expectHistoryOfTheDay(shown: readonly string[][], day: Day): void {
  // The coupon was renamed and units were added at the same time: the history has the two in the order of their transactions.
  const [adjusted, renamed] = shown.slice(7, 9).sort();
  expect([...shown.slice(0, 7), renamed, adjusted, ...shown.slice(9)]).toEqual(rowsOf(day));
  const [before, after] = adjusted![3]!.match(/\d+/g)!.map(Number);
  expect(after! - before!).toBe(day.added);
}

function rowsOf({ second, asked, sha256 }: Day): string[][] {
  const first = ADMIN.email;
  const coupon = '쿠폰 주말 정주행';
  const renamed = `${coupon} 쿠폰`;
  const units = '재고 반환:  → 재고로 돌림';
  const revoked = `회수 여부: 유효 → 회수됨, ${units}`;
  const reason = '작품 공개 취소';
  const result = '회수한 쿠폰:  → 10, 재고로 돌아간 수량:  → 10, 그대로 둔 쿠폰:  → 0';
  return [
    ['toodat', '관리자 생성', '회원 #1', '역할:  → 최고 관리자', ''],
    [first, '로그인', '회원 #1', '', ''],
    [first, '작품 가져오기', '작품 목록', '작품 수:  → 100', ''],
    [first, '쿠폰 생성', coupon, text(/^이름: {2}→ 주말 정주행, .*남은 수량: {2}→ 200, 시작 시각: {2}→ .*\d/), ''],
    [first, '관리자 역할 변경', '회원 #2', '역할:  → 운영자', ''],
    [second, '로그인', '회원 #2', '', ''],
    [first, '쿠폰 수정', coupon, text(/^시작 시각: .*\d.* → $/), ''],
    [second, '쿠폰 수정', coupon, '이름: 주말 정주행 → 주말 정주행 쿠폰', ''],
    [first, '재고 조정', text(/^쿠폰 주말 정주행( 쿠폰)?$/), text(/^남은 수량: \d+ → \d+$/), '추가 예산'],
    [first, '일시 중지', renamed, '일시 중지: 진행 → 일시 중지', ''],
    [first, '회원 문의 열람', `회원 #${asked}`, '', ''],
    [first, '내보내기 시작', '발급된 쿠폰 목록', '', ''],
    [first, '내보내기', '발급된 쿠폰 목록', `행 수:  → 250, 파일의 SHA-256:  → ${sha256}`, ''],
    [first, '일괄 회수 시작', '일괄 회수 #1', `필터:  → work=7, 예상 쿠폰 수:  → 10, ${units}`, reason],
    ...Array.from({ length: 10 }, (_, place) => [first, '회수', `발급된 쿠폰 #${place + 1}`, revoked, reason]),
    [first, '일괄 회수 종료', '일괄 회수 #1', `필터:  → work=7, ${result}`, reason],
  ];
}
