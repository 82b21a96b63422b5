import type { WorksImportService } from '../../work/import/works-import.service.js';
import type { Language } from '../../platform/errors/text.js';

type ImportPlan = Awaited<ReturnType<WorksImportService['preview']>>;

/** The number of lines in a section, and the first `MAX_LINES` of them. */
export type PlanSection = { readonly count: number; readonly lines: readonly PlanLine[] };
export type PlanLine = {
  readonly line: number;
  readonly text: string;
  readonly reason?: string;
  readonly firstLine?: number;
  readonly isHidden?: boolean;
};
export type PresentedPlan = Readonly<Record<keyof ImportPlan, PlanSection>>;

const MAX_LINES = 200;

export const presentPlan = (
  { newTitles, existing, repeated, refused }: ImportPlan,
  language: Language,
): PresentedPlan => ({
  newTitles: section(newTitles, ({ line, title, isHidden }) => ({ line, text: title, isHidden })),
  existing: section(existing, ({ line, title }) => ({ line, text: title })),
  repeated: section(repeated, ({ line, title, firstLine }) => ({ line, text: title, firstLine })),
  refused: section(refused, ({ line, text, reason }) => ({ line, text, reason: reason[language] })),
});

const section = <T>(rows: readonly T[], present: (row: T) => PlanLine): PlanSection => ({
  count: rows.length,
  lines: rows.slice(0, MAX_LINES).map(present),
});
