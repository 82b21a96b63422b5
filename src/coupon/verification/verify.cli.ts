import { loadSettings } from '../../platform/config/environment.js';
import { describeFinding } from './verification.report.js';
import { verify } from './verification.js';

// `npm run verify [-- --json]` checks that every coupon is accounted for.
// Exit code 0: it is. 1: it is not; each finding is printed with its rows. 2: the database could not be read.

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
