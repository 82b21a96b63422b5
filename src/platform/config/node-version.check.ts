import { nodeVersionProblem } from './node-version.js';

// Imported before what it is about: whatever fails on such a version then fails below this sentence.
const problem = nodeVersionProblem(process.versions.node);
if (problem) process.stderr.write(`${problem}\n`);
