import { nodeVersionProblem } from './node-version.js';

// Imported before `start.ts`, because an unsupported version of Node would fail to load it with a stack trace.
const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
