import { oneLine } from './markdown.js';

/** @param about returns a name for a run @returns {string[]} a section with all findings; empty if there are none */
export function findingLines(runs, about) {
  const findings = runs.flatMap((run) => run.findings.map((text) => `- ${about(run)}: ${oneLine(text)}`));
  return findings.length > 0 ? [`## What went wrong\n\n${findings.join('\n')}`] : [];
}
