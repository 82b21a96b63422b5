import { execFile } from 'node:child_process';
import { join } from 'node:path';

const command = join(import.meta.dirname, '../dist/coupon/verification/verify.cli.js');
const LEDGER = ['STOCK_NOT_FROM_LEDGER', 'ISSUED_NOT_IN_LEDGER'];
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Runs the service's own `verify` on a store.
 * @param {{ keepsLedger?: boolean }} contender the findings about the ledger are ignored if it keeps none
 * @returns {Promise<string[]>} the names of the findings, with the number of rows
 */
export async function verification(store, { keepsLedger }) {
  const found = await run(store.url);
  return found
    .filter(({ name }) => keepsLedger || !LEDGER.includes(name))
    .map(({ name, rows }) => `verify: ${name} (${rows.length} rows)`);
}

function run(url) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: url };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [command, '--json'], { env, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
      // Exit code 1: there are findings, in the output. Other codes: the verification failed.
      if (error && error.code !== 1) reject(new Error(`verify failed: ${stderr || error.message}`));
      else resolve(JSON.parse(stdout));
    });
  });
}
