import type { RequestHandler } from 'express';
import { caseQuestion } from '../case/case-question.js';
import type { Panel } from '../panel/panel.js';
import { readAdminForm } from './admin-form.js';
import type { CurrentRights } from './current-rights.js';
import { requireRole } from './require-role.js';

/** Answers what the page of the member case asks. By POST, so that neither e-mails nor codes are in addresses, which logs keep. */
export const caseAction =
  (panel: Panel, rights: CurrentRights): RequestHandler =>
  async (request, response) => {
    requireRole(request, 'pages', 'case');
    const posted = await readAdminForm(request, response);
    const { actor } = await rights.require(request, 'pages', 'case');
    response.json(await panel.openCase(caseQuestion(posted), actor));
  };
