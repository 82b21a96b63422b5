import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { newBrowserContext } from './support/browser.js';
import type { Client } from './support/client.js';
import type { RunningServer } from './support/server.js';

/** A page on which nothing may go wrong unnoticed. */
export type WatchedPage = {
  readonly page: Page;
  /** Errors on the console (violations of the Content-Security-Policy are some), exceptions, and requests elsewhere. */
  readonly complaints: string[];
};

// Chromium writes every 4xx and 5xx on the console. Refusals are answers here, and the tests look at them.
const REFUSAL = /^Failed to load resource: the server responded with a status of (400|403|404|409|429|503)\b/;

export async function watchedPage(baseURL: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await newBrowserContext({ baseURL, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !REFUSAL.test(message.text())) complaints.push(message.text());
  });
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== baseURL) complaints.push(`request to ${request.url()}`);
  });
  return { page, complaints };
}

type PanelOptions = BrowserContextOptions & { readonly language?: 'ko' | 'en' };

/** As `watchedPage`, in a browser in which the client's member is logged in. `language` is that of the panel. */
export async function loggedInPage(
  { baseUrl }: Pick<RunningServer, 'baseUrl'>,
  client: Client,
  path: string,
  { language, ...options }: PanelOptions,
): Promise<WatchedPage> {
  const watched = await watchedPage(baseUrl, options);
  const cookies = { sessionid: client.cookies.get('sessionid')!, ...(language && { admin_language: language }) };
  await watched.page
    .context()
    .addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: baseUrl })));
  await watched.page.goto(path);
  return watched;
}

/** What the page reads out and shows of one work. */
export const cardOf = (page: Page, title: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

export async function logInByForm(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('이메일', { exact: true }).fill(email);
  await page.getByLabel('비밀번호', { exact: true }).fill(password);
  await page.getByRole('button', { name: '로그인', exact: true }).press('Enter');
}
