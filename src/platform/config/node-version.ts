/** The minimum minor version for each major version, as `engines` in package.json. All later major versions are supported. */
const MIN_MINOR: Readonly<Record<string, number>> = { 20: 19, 22: 13, 24: 11 };
const MAX_CHECKED_MAJOR = 24;

/**
 * @param version as `process.versions.node`
 * @returns a message for the operator if the version is not supported, or undefined
 */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > MAX_CHECKED_MAJOR || minor >= (MIN_MINOR[major] ?? Infinity)) return undefined;
  return `Node.js ${version} is not supported: install 20.19 or later, 22.13 or later, or 24.11 or later.`;
}
