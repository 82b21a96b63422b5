import { terminalText } from '../platform/text/terminal-text.js';

const MAX_EXAMPLES = 20;

/** A kind of problem, how many rows have it, and the first of these. */
export type Problem = { readonly title: string; readonly count: number; readonly examples: readonly string[] };

/** Collects problems by their kind. Keeps a few examples of each, because a million rows may have the same one. */
export class Problems {
  private readonly byTitle = new Map<string, { count: number; examples: string[] }>();

  add(title: string, example: string, count = 1): void {
    const found = this.byTitle.get(title) ?? { count: 0, examples: [] };
    this.byTitle.set(title, found);
    found.count += count;
    if (found.examples.length < MAX_EXAMPLES) found.examples.push(terminalText(example));
  }

  list(): Problem[] {
    return [...this.byTitle].map(([title, found]) => ({ title, ...found }));
  }
}
