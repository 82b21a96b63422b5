import type { Page } from 'playwright-core';

/** Types into fields by their names. */
export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`input[name="${name}"]`).fill(value);
}

/** Clicks an action that asks for a confirmation, and confirms. */
export async function confirmed(page: Page, action: string): Promise<void> {
  await page.getByText(action, { exact: true }).first().click();
  await page.getByRole('button', { name: '확인' }).click();
}

/** As a field for a local time takes it, in Seoul. */
export const localTime = (at: number): string => new Date(at + 9 * 3_600_000).toISOString().slice(0, 16);
