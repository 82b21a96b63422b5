import type { Request, RequestHandler } from 'express';
import { noSuchAction, roleRequired } from '../admin.errors.js';
import { caseQuestion } from '../case/case-question.js';
import { leastRole, mayRun } from '../permissions.js';
import type { Panel } from '../panel/panel.js';
import { readAdminForm } from './admin-form.js';
import { operatorOf } from './operator-of.js';

/** Answers what a page of the panel asks. By POST, so that neither e-mails nor codes are in addresses, which logs keep. */
export const pageAction =
  (panel: Panel): RequestHandler =>
  async (request, response) => {
    const { page } = request.params as { page: string };
    requireRole(request, page);
    response.json(
      await panel.openCase(caseQuestion(await readAdminForm(request, response)), operatorOf(request).actor),
    );
  };

/** @throws DomainError `UNKNOWN_ACTION`, `FORBIDDEN` */
export function requireRole(request: Request, page: string): void {
  const least = leastRole('pages', page);
  if (!least) throw noSuchAction();
  if (!mayRun(operatorOf(request).role, 'pages', page)) throw roleRequired(least);
}
