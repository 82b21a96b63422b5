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

/** Presses Tab until the element with this text or label has the focus. */
export async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const names = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      return [focused?.textContent?.trim(), focused?.labels?.[0]?.textContent.trim()];
    });
    if (names.includes(text)) return;
  }
  throw new Error(`The keyboard does not reach “${text}”.`);
}
