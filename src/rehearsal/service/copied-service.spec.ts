import { readFileSync } from 'node:fs';
import { SERVE_OPTIONS } from './copied-service.js';

it('starts the service with the options of `npm run serve`', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['serve']).toBe(['node', ...SERVE_OPTIONS, 'dist/main.js'].join(' '));
});
