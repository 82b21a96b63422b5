/** As `engines` in package.json: of these major versions from this minor one, and of later ones all. */
const SUPPORTED: Readonly<Record<string, number>> = { 20: 19, 22: 13, 24: 11 };
const NEWEST = 24;

/** @param version as `process.versions.node` has it. @returns a sentence for the operator when it is not supported */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NEWEST || minor >= (SUPPORTED[major] ?? Infinity)) return undefined;
  return `Node.js ${version} is not supported: install 20.19 or later, 22.13 or later, or 24.11 or later.`;
}
