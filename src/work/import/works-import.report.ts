import { terminalText } from '../../platform/text/terminal-text.js';
import type { ImportPlan } from './works-import.plan.js';

const MAX_SHOWN = 200;

/** @returns the plan as lines for a terminal, in Korean */
export function describePlan({ newTitles, existing, repeated, refused }: ImportPlan): string[] {
  const counts = [
    `새 작품 ${newTitles.length}`,
    `이미 있음 ${existing.length}`,
    `파일 내 중복 ${repeated.length}`,
    `가져올 수 없음 ${refused.length}`,
  ];
  return [
    counts.join(' · '),
    ...section('새 작품', newTitles, ({ title, isHidden }) => (isHidden ? `${title} (숨김)` : title)),
    ...section('이미 있음', existing, ({ title }) => title),
    ...section('파일 내 중복', repeated, ({ title, firstLine }) => `${title} (${firstLine}번째 줄과 같음)`),
    ...section('가져올 수 없음', refused, ({ text, reason }) => `${reason.ko} “${terminalText(text)}”`),
  ];
}

function section<T extends { line: number }>(heading: string, rows: readonly T[], show: (row: T) => string): string[] {
  if (rows.length === 0) return [];
  const lines = rows.slice(0, MAX_SHOWN).map((row) => `  ${row.line}번째 줄: ${show(row)}`);
  const more = rows.length - lines.length;
  return ['', heading, ...lines, ...(more > 0 ? [`  … 외 ${more}줄`] : [])];
}
