import { nodeVersionProblem } from './node-version.js';

// Imported before everything that such a version of Node cannot load: that would end with a stack trace.
const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
