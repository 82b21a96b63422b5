import { describeFinding } from '../../coupon/verification/verification.report.js';
import { terminalText } from '../../platform/text/terminal-text.js';
import { exitCodeOf, problemsOf, type RehearsalResult } from '../rehearsal-result.js';

const MEANINGS: Readonly<Record<string, string>> = {
  ALREADY_ISSUED: '이미 받음',
  ENDED: '종료 시각이 지남',
  NOT_STARTED: '시작 전',
  OVERLOADED: '너무 많아 나중에 다시',
  SOLD_OUT: '매진',
  THROTTLED: 'LIMIT_ISSUE를 넘음',
  UNAVAILABLE: '데이터베이스 오류',
};

/** Advice by the code of a refusal. */
const HINTS: readonly (readonly [code: string, hint: string])[] = [
  ['THROTTLED', '한 회원이 LIMIT_ISSUE보다 자주 눌렀습니다. 실제 이벤트에 가깝게 하려면 --members를 늘리세요.'],
  ['OVERLOADED', '서비스가 제때 답할 수 있는 것보다 많이 눌렀습니다. 이벤트 페이지는 잠시 뒤 다시 누릅니다.'],
  ['ENDED', '종료 시각이 되어 남은 누름이 거절되었습니다.'],
];

const LABEL_WIDTH = 24;

/** @returns the result as lines for a terminal */
export function describeResult(result: RehearsalResult, contents: string): string {
  const { coupon, database, members, connections, presses } = result;
  const head = `리허설: ${coupon.id}번 쿠폰 “${terminalText(coupon.name)}” · ${database} · 회원 ${grouped(members)}명 · 누름 ${grouped(presses)}회 · 연결 ${grouped(connections)}개`;
  return [
    head,
    `복사한 것: ${contents}`,
    '',
    ...rowsOf(result).map(([label, value]) => `  ${padded(label)}${value}`),
    '',
    ...hintsOf(result),
    ...problemsOf(result).map((problem) => `✗ ${problem}`),
    ...result.findings.map(describeFinding),
    verdictOf(result),
  ].join('\n');
}

/** @returns the result as an object for `--json` */
export function resultAsJson({ findings, ...result }: RehearsalResult): Record<string, unknown> {
  const named = findings.map(({ check, rows }) => ({ name: check.name, rows }));
  return {
    ...result,
    soldOutMs: result.soldOutMs ?? null,
    bottleneck: { ...result.bottleneck, first: result.bottleneck.first ?? null },
    ledger: { agrees: named.length === 0, findings: named },
    problems: problemsOf({ findings, ...result }),
  };
}

function rowsOf(result: RehearsalResult): [label: string, value: string][] {
  const { stockBefore, stockAfter, soldOutMs, issued, refused, unanswered, pressesPerSecond, p50Ms, p99Ms, maxMs } =
    result;
  const soldOut =
    soldOutMs === undefined
      ? `매진되지 않음 (재고 ${grouped(stockBefore)}개 중 ${grouped(stockAfter)}개 남음)`
      : `${(soldOutMs / 1000).toFixed(2)}초 (재고 ${grouped(stockBefore)}개, 시작 시각부터 마지막 응답까지)`;
  const refusals = Object.entries(refused)
    .sort(([, one], [, other]) => other - one)
    .map(([code, count]): [string, string] => [
      `거절 ${code}`,
      `${grouped(count)}회 ${MEANINGS[code] ?? ''}`.trimEnd(),
    ]);
  return [
    ['매진까지', soldOut],
    ['발급', `${grouped(issued)}회`],
    ...refusals,
    ...(unanswered > 0 ? [['응답 없음', `${grouped(unanswered)}회`] satisfies [string, string]] : []),
    ['초당 처리', `${grouped(Math.round(pressesPerSecond))}회`],
    ['응답 시간', `p50 ${milliseconds(p50Ms)} · p99 ${milliseconds(p99Ms)} · 최대 ${milliseconds(maxMs)}`],
    ...bottleneckRows(result),
  ];
}

function bottleneckRows({ bottleneck: { first, shares, measuredSeconds } }: RehearsalResult): [string, string][] {
  if (shares.length === 0)
    return [['첫 병목', `알 수 없음: ${measuredSeconds.toFixed(1)}초는 재기에 짧습니다. --presses를 늘리세요.`]];
  const found = first
    ? `${first.name} ${percent(first.share)}`
    : '없음: 어느 자원도 70 %에 이르지 않았습니다. --connections를 늘려 보세요.';
  return [['첫 병목', found], ...shares.map(({ name, share }): [string, string] => [`  ${name}`, percent(share)])];
}

function hintsOf({ refused, soldOutMs }: RehearsalResult): string[] {
  const hints = HINTS.filter(([code]) => refused[code]).map(([, hint]) => hint);
  if (soldOutMs === undefined) hints.push('매진까지 보려면 --presses와 --members를 늘리세요.');
  return hints.map((hint) => `· ${hint}`);
}

function verdictOf(result: RehearsalResult): string {
  if (result.findings.length > 0)
    return '장부가 맞지 않습니다. 서비스의 데이터베이스에도 있는 이상인지 npm run verify로 확인하세요.';
  const ledger = '✓ 장부가 맞습니다: 복사본에서 npm run verify의 모든 항목을 확인했습니다.';
  return exitCodeOf(result) === 0 ? ledger : `${ledger} 그러나 위의 문제가 있습니다.`;
}

const grouped = (count: number): string => count.toLocaleString('en-US');
const milliseconds = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : grouped(Math.round(ms))} ms`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Hangul is two columns wide. */
const padded = (label: string): string =>
  label + ' '.repeat(Math.max(2, LABEL_WIDTH + 8 - label.length - (label.match(/[가-힣]/g)?.length ?? 0)));
