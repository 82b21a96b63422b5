import type { Request, Response } from 'express';
import { caseQuestion } from '../case/case-question.js';
import type { Panel } from '../panel/panel.js';
import { readAdminForm } from './admin-form.js';
import type { CurrentRights } from './current-rights.js';
import { requireRole } from './require-role.js';

/** Answers what the page of the member case asks. By POST, so that neither e-mails nor codes are in addresses, which logs keep. */
export const caseAction =
  (panel: Panel, rights: CurrentRights) =>
  async (request: Request, response: Response): Promise<void> => {
    requireRole(request, 'pages', 'case');
    const posted = await readAdminForm(request, response);
    const { actor } = await rights.require(request, 'pages', 'case');
    response.json(await panel.openCase(caseQuestion(posted), actor));
  };
