import { RehearsalCommand } from './rehearsal.command.js';

// `npm run rehearse -- --coupon <id>`: runs the event of a coupon on a copy of the database, and never writes to the database itself.
// Ends with 0: the ledger of the copy agrees and no press failed · 1: something was found · 2: nothing was rehearsed.

/** npm passes on the Ctrl-C that a terminal has sent already. */
const SAME_SIGNAL_MS = 1_000;

// A closed pipe (`… | head`) must not end the process before the copy is deleted.
process.stdout.on('error', () => undefined);

const interruption = new AbortController();
let interruptedAt = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);

const code = await new RehearsalCommand(process.stdout, process.stderr).run(process.argv.slice(2), interruption.signal);
// After an interruption, a copy may still be in progress in another thread.
process.exit(code);

/** A second Ctrl-C ends the process at once, and leaves the copy. */
function interrupt(): void {
  if (interruption.signal.aborted && performance.now() - interruptedAt > SAME_SIGNAL_MS) process.exit(2);
  interruptedAt ||= performance.now();
  interruption.abort();
}
