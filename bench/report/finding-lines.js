import { oneLine } from './markdown.js';

/** A section with everything that went wrong, or nothing. @param about names a run @returns {string[]} */
export function findingLines(runs, about) {
  const findings = runs.flatMap((run) => run.findings.map((text) => `- ${about(run)}: ${oneLine(text)}`));
  return findings.length > 0 ? [`## What went wrong\n\n${findings.join('\n')}`] : [];
}
