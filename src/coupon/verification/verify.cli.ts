import { loadSettings } from '../../platform/config/environment.js';
import { describeFinding } from './verification.report.js';
import { verify } from './verification.js';

// `npm run verify [-- --json]`: is every coupon accounted for?
// Ends with 0: yes · 1: no, with each finding and its rows · 2: could not look.

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const asJson = process.argv.includes('--json');

try {
  let checks = 0;
  const findings = await verify(loadSettings().database, ({ name }) => {
    checks += 1;
    if (process.stdout.isTTY && !asJson) print(`  ${name} …`);
  });
  if (asJson) print(JSON.stringify(findings.map(({ check, rows }) => ({ name: check.name, rows }))));
  else if (findings.length > 0) findings.forEach((finding) => print(describeFinding(finding)));
  else print(`✓ 이상 없음: ${checks}가지를 확인했습니다.`);
  process.exitCode = findings.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`확인하지 못했습니다. ${(error as Error).message}\n`);
  process.exitCode = 2;
}
