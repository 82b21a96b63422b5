// Run by `npm run build`: builds the panel's scripts and style sheets, so that nothing is built or written at start.
import * as server from 'adminjs';
import { componentsBundler } from 'adminjs/bundler';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLER_METHODS, missingInternals, SCRIPTS, type Installed, type Script } from './adminjs-internals.js';
import { assetsFolder, MANIFEST } from './panel/asset-manifest.js';

const sources = join(import.meta.dirname, '../../src/admin/components');
/** The parts of the style sheet, in this order. */
const STYLES = ['colors.css', 'panel.css', 'lists.css', 'live.css', 'member-case.css', 'revocation.css'];
const adminjs = dirname(fileURLToPath(import.meta.resolve('adminjs')));
/** Packages that the panel uses, by the folder where they are installed. */
const folders: Readonly<Record<string, string>> = {
  adminjs,
  '@adminjs/design-system': join(
    dirname(createRequire(join(adminjs, 'index.js')).resolve('@adminjs/design-system')),
    '..',
  ),
  '@adminjs/nestjs': join(dirname(fileURLToPath(import.meta.resolve('@adminjs/nestjs'))), '..'),
};

async function main(): Promise<void> {
  const files: Record<string, string | Buffer> = {
    ...checkedScripts(),
    'boot.js': await bundled('boot.ts', 'ToodatBoot'),
    'components.js': await bundled('entry.tsx', 'ToodatPanel'),
    'panel.css': STYLES.map((name) => readFileSync(join(sources, name), 'utf8')).join('\n'),
  };
  rmSync(assetsFolder, { recursive: true, force: true });
  mkdirSync(assetsFolder, { recursive: true });
  const manifest = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, hashedName(name, content)]),
  );
  for (const [name, content] of Object.entries(files)) writeFileSync(join(assetsFolder, manifest[name]!), content);
  writeFileSync(join(assetsFolder, MANIFEST), JSON.stringify(manifest));
}

/** AdminJS's own scripts. @throws Error with one sentence for each internal that this version of AdminJS lacks */
function checkedScripts(): Record<Script, string> {
  const names = Object.keys(SCRIPTS) as Script[];
  const scripts = Object.fromEntries(names.map((name) => [name, contentOf(name)])) as Installed['scripts'];
  const versions = Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, versionIn(folder)]));
  const missing = missingInternals({ versions, scripts, server, bundler: methods(componentsBundler) });
  if (missing.length > 0) throw new Error(`The panel cannot be built with this AdminJS. ${missing.join(' ')}`);
  return scripts as Record<Script, string>;
}

function contentOf(script: Script): string | undefined {
  const [name, folder] = Object.entries(folders).find(([name]) => SCRIPTS[script].startsWith(`${name}/`))!;
  const file = join(folder, SCRIPTS[script].slice(name.length));
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const versionIn = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;

/** Own and inherited methods. */
const methods = (object: object): Record<string, unknown> =>
  Object.fromEntries(BUNDLER_METHODS.map((name) => [name, (object as Record<string, unknown>)[name]]));

async function bundled(source: string, name: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'toodat-bundle-'));
  try {
    const file = join(folder, 'bundle.js');
    componentsBundler.setInputOption('input', join(sources, source));
    componentsBundler.setOutputOption('file', file);
    componentsBundler.setOutputOption('name', name);
    componentsBundler.setOutputOption('sourcemap', false);
    await componentsBundler.build();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hashedName(name: string, content: string | Buffer): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return name.replace('.', `.${hash}.`);
}

/** TypeScript sources import each other with the extension `.js` of the compiled file. */
const sourceOfJs = {
  name: 'source-of-js',
  resolveId(source: string, importer: string | undefined): string | null {
    if (!importer || !source.startsWith('.')) return null;
    const stem = join(dirname(importer), source.replace(/\.js$/, ''));
    return [`${stem}.tsx`, `${stem}.ts`].find((file) => existsSync(file)) ?? null;
  },
};

componentsBundler.setInputOption('plugins', [sourceOfJs, ...componentsBundler.inputOptions.plugins]);
await main();
