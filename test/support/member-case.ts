import type { CaseAnswer } from '../../src/admin/case/member-case.js';
import type { PanelClient } from './panel-client.js';

type Question = Partial<Record<'query' | 'member' | 'issued', string>>;
export type Opened = Extract<CaseAnswer, { kind: 'case' }>;

/** Asks the panel for a member's case. */
export async function ask(panel: PanelClient, question: Question): Promise<CaseAnswer> {
  const answer = await panel.post('/pages/case', question);
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json<CaseAnswer>();
}

/** As `ask`, if one member is found. */
export async function openedCase(panel: PanelClient, question: Question): Promise<Opened> {
  const answer = await ask(panel, question);
  if (answer.kind !== 'case') throw new Error(JSON.stringify(answer));
  return answer;
}
