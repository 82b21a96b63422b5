import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ADMIN_METHODS,
  BUNDLER_METHODS,
  CLIENT_METHODS,
  missingInternals,
  NAMES,
  SCRIPTS,
  SERVER_EXPORTS,
  VERSIONS,
  type Installed,
  type Script,
} from './adminjs-internals.js';

const scripts = Object.keys(SCRIPTS) as Script[];
const named = (names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, () => undefined]));

const whole: Installed = {
  versions: VERSIONS,
  scripts: Object.fromEntries(scripts.map((script) => [script, NAMES[script].join(';')])) as Record<Script, string>,
  server: {
    ...named(SERVER_EXPORTS),
    ApiClient: { prototype: named(CLIENT_METHODS) },
    AdminJS: { prototype: named(ADMIN_METHODS) },
  },
  bundler: named(BUNDLER_METHODS),
};

const without = (record: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

describe('The required internals of AdminJS', () => {
  it('are complete when nothing is missing', () => expect(missingInternals(whole)).toEqual([]));

  it.each(Object.keys(VERSIONS))('require the version of %s that package.json and the lock file pin', (name) => {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'));
    const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
    const { packages } = read('package-lock.json') as { packages: Record<string, { version: string }> };
    expect([dependencies[name], packages[`node_modules/${name}`]?.version]).toEqual([VERSIONS[name], VERSIONS[name]]);
    const other = { ...whole, versions: { ...VERSIONS, [name]: '9.0.0' } };
    expect(missingInternals(other)).toEqual([`${name} is 9.0.0, not ${VERSIONS[name]}.`]);
  });

  it.each(scripts.flatMap((script) => NAMES[script].map((name) => [name, script] as const)))(
    'are reported when %s is not in %s',
    (name, script) => {
      const content = NAMES[script].filter((one) => one !== name).join(';');
      const found = missingInternals({ ...whole, scripts: { ...whole.scripts, [script]: content } });
      expect(found).toEqual([`${SCRIPTS[script]} has no ${name}.`]);
    },
  );

  it.each(scripts)('are reported when there is no %s', (script) => {
    const found = missingInternals({ ...whole, scripts: { ...whole.scripts, [script]: undefined } });
    expect(found).toEqual([`There is no file ${SCRIPTS[script]}.`]);
  });

  it.each(SERVER_EXPORTS)('are reported when %s is not exported', (name) => {
    expect(missingInternals({ ...whole, server: without(whole.server, name) })).toEqual([
      `adminjs exports no ${name}.`,
    ]);
  });

  it.each(CLIENT_METHODS)('are reported when the client has no %s()', (name) => {
    const server = { ...whole.server, ApiClient: { prototype: without(named(CLIENT_METHODS), name) } };
    expect(missingInternals({ ...whole, server })).toEqual([`ApiClient has no ${name}().`]);
  });

  it.each(ADMIN_METHODS)('are reported when AdminJS has no %s()', (name) => {
    const server = { ...whole.server, AdminJS: { prototype: without(named(ADMIN_METHODS), name) } };
    expect(missingInternals({ ...whole, server })).toEqual([`AdminJS has no ${name}().`]);
  });

  it.each(BUNDLER_METHODS)('are reported when the bundler has no %s()', (name) => {
    const bundler = without(whole.bundler, name);
    expect(missingInternals({ ...whole, bundler })).toEqual([`The bundler has no ${name}().`]);
  });
});

it('The default loader of @adminjs/nestjs cannot run, because the package that it imports is not installed', () => {
  const lock = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: object };
  expect(Object.keys(packages).filter((path) => path.endsWith('node_modules/@adminjs/express'))).toEqual([]);
});
