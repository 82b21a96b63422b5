import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';
import { executable } from './executable.js';
import { describeMissing } from './on-each-database.js';
import { releaseAfterFile } from './release.js';

const program = process.env['CHROMIUM'] ?? executable('chromium', 'chromium-browser', 'google-chrome');

// It connects to the service under test only.
const FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

let launched: Promise<Browser> | undefined;

/** A suite that needs a browser. A machine without Chromium skips it, CI never does. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (program) describe(name, suite);
  else describeMissing(name, 'Chromium', suite);
}

/** A fresh profile in the spec file's own Chromium. Everything is closed when the spec file is done. */
export async function newBrowserContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  launched ??= launch();
  return (await launched).newContext({ locale: 'ko-KR', timezoneId: 'Asia/Seoul', ...options });
}

async function launch(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: program,
    args: FLAGS,
    // Chromium's sandbox does not run as root, which is what containers and CI are.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  releaseAfterFile(() => browser.close());
  return browser;
}
