import { readFileSync } from 'node:fs';
import { nodeVersionProblem } from './node-version.js';

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.13.0', '24.11.1', '25.0.0', '26.1.0'])('%s is supported', (version) =>
    expect(nodeVersionProblem(version)).toBeUndefined(),
  );

  it.each(['18.20.0', '20.18.3', '21.7.0', '22.12.0', '23.11.0', '24.10.0'])(
    '%s is reported in a sentence',
    (version) => expect(nodeVersionProblem(version)).toMatch(/^Node\.js [\d.]+ is not supported: .*\.$/),
  );

  it('has the same range in package.json', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe('^20.19.0 || ^22.13.0 || >=24.11.0');
  });
});
