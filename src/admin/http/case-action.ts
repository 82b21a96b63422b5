import type { RequestHandler } from 'express';
import { roleRequired } from '../admin.errors.js';
import { caseQuestion } from '../case/case-question.js';
import { leastRole, mayRun } from '../permissions.js';
import type { Panel } from '../panel/panel.js';
import { readAdminForm } from './admin-form.js';
import { operatorOf } from './operator-of.js';

/** Answers what the page of the member case asks. By POST, so that neither e-mails nor codes are in addresses, which logs keep. */
export const caseAction =
  (panel: Panel): RequestHandler =>
  async (request, response) => {
    const { role, actor } = operatorOf(request);
    if (!mayRun(role, 'pages', 'case')) throw roleRequired(leastRole('pages', 'case'));
    response.json(await panel.openCase(caseQuestion(await readAdminForm(request, response)), actor));
  };
