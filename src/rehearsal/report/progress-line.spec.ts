import { ProgressLine } from './progress-line.js';

function shownOn(isTTY: boolean): { line: ProgressLine; text: () => string } {
  const written: string[] = [];
  const output = { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  return { line: new ProgressLine(output), text: () => written.splice(0).join('') };
}

describe('ProgressLine', () => {
  it('overwrites one line on a terminal', () => {
    const { line, text } = shownOn(true);
    line.step('복사');
    line.bar(0.5, '발급 3');
    line.clear();
    expect(text()).toBe(`\r\x1b[K  복사 …\r\x1b[K  ${'█'.repeat(12)}${'░'.repeat(12)} 50 % · 발급 3\r\x1b[K`);
  });

  it('prints a line for each step and each quarter into a file', () => {
    const { line, text } = shownOn(false);
    line.step('복사');
    for (const share of [0, 0.1, 0.3, 0.4, 0.8, 1]) line.bar(share, 'x');
    line.clear();
    expect(text()).toBe('복사 …\n  30 % · x\n  80 % · x\n  100 % · x\n');
  });

  it('shows nothing without an output', () => {
    expect(() => new ProgressLine(undefined).bar(1, 'x')).not.toThrow();
  });
});
