const WIDTH = 24;

/** Without a terminal, a line for each of these shares. */
const STEPS = 4;

type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** Shows what is done now: on a terminal a line that is overwritten, otherwise a line for each step. */
export class ProgressLine {
  private lastStep = 0;

  /** @param output undefined: nothing is shown */
  constructor(private readonly output: Output | undefined) {}

  step(text: string): void {
    this.lastStep = 0;
    if (this.output?.isTTY) this.output.write(`\r\x1b[K  ${text} …`);
    else this.output?.write(`${text} …\n`);
  }

  /** @param share from 0 to 1 */
  bar(share: number, text: string): void {
    const percent = `${Math.floor(share * 100)} %`;
    if (this.output?.isTTY) {
      const full = Math.round(share * WIDTH);
      this.output.write(`\r\x1b[K  ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent} · ${text}`);
      return;
    }
    const step = Math.floor(share * STEPS);
    if (step <= this.lastStep) return;
    this.lastStep = step;
    this.output?.write(`  ${percent} · ${text}\n`);
  }

  /** Deletes the line. */
  clear(): void {
    if (this.output?.isTTY) this.output.write('\r\x1b[K');
  }
}
