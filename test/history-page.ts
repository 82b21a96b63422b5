import type { Page } from 'playwright-core';

/** The rows of the list of the history as they are shown, oldest first: who, the act, its target, the changes, the reason. */
export async function historyShown(page: Page): Promise<string[][]> {
  await page.goto('/admin/resources/history?perPage=100');
  await page.locator('.row-title').first().waitFor();
  const rows = await page.locator('tbody tr').evaluateAll((shown) =>
    shown.map((row) => {
      const cell = (name: string): Element => row.querySelector(`td[data-property-name="${name}"]`)!;
      const text = (element: Element | null): string => element?.textContent.trim() ?? '';
      const changes = [...cell('changes').querySelectorAll('.changes > div')].map(
        (one) =>
          `${text(one.querySelector('dt'))}: ${text(one.querySelector('del'))} → ${text(one.querySelector('ins'))}`,
      );
      return [
        ...[text(cell('actor')), text(cell('action')), text(cell('target'))],
        ...[changes.join(', '), text(cell('reason'))],
      ];
    }),
  );
  return rows.reverse();
}
