import type { Request, Response } from 'express';
import { caseQuestion } from '../case/case-question.js';
import type { Panel } from '../panel/panel.js';
import { readAdminForm } from './admin-form.js';
import { operatorOf } from './operator-of.js';
import { requireRole } from './require-role.js';

/** Answers what the page of the member case asks. By POST, so that neither e-mails nor codes are in addresses, which logs keep. */
export const caseAction =
  (panel: Panel) =>
  async (request: Request, response: Response): Promise<void> => {
    requireRole(request, 'pages', 'case');
    const { actor } = operatorOf(request);
    response.json(await panel.openCase(caseQuestion(await readAdminForm(request, response)), actor));
  };
