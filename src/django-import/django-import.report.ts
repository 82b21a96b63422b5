import { NAMES, type DjangoPlan } from './django-planner.js';
import { TABLES } from './django-tables.js';
import type { Problem } from './problems.js';

/** @returns the plan as lines for a terminal */
export function describePlan({ counts, used, hasAdmin, problems, warnings }: DjangoPlan): string[] {
  return [
    TABLES.map((table) => `${NAMES[table]} ${counts[table]}`).join(' · ') + ` (사용됨 ${used})`,
    ...section('가져올 수 없음', problems),
    ...section('주의', warnings),
    ...(hasAdmin ? [] : ['', NO_ADMIN]),
  ];
}

const NO_ADMIN =
  '주의: 사용할 수 있는 관리자 계정이 없습니다. SUPERUSER_EMAIL과 SUPERUSER_PASSWORD를 정하고 서비스를 시작하세요.';

function section(heading: string, problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  return ['', heading, ...problems.flatMap(describe)];
}

function describe({ title, count, examples }: Problem): string[] {
  const more = count - examples.length;
  return [
    `  ${title} (${count}건)`,
    ...examples.map((example) => `    ${example}`),
    ...(more > 0 ? [`    … 외 ${more}건`] : []),
  ];
}
