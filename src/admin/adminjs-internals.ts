// Everything that the panel uses of AdminJS beyond its documented interface. `npm run build` checks that it is there, and
// package.json pins the versions, because another release may rename any of it.

/** The versions for which this list was made. */
export const VERSIONS: Readonly<Record<string, string>> = {
  adminjs: '7.8.17',
  '@adminjs/design-system': '4.1.1',
  '@adminjs/nestjs': '7.0.0',
};

/** Files that browsers load before our own scripts. */
export const SCRIPTS = {
  'global.js': 'adminjs/lib/frontend/assets/scripts/global-bundle.production.js',
  'design-system.js': '@adminjs/design-system/bundle.production.js',
  'app.js': 'adminjs/lib/frontend/assets/scripts/app-bundle.production.js',
} as const;

export type Script = keyof typeof SCRIPTS;

/** Names that must occur in these files: globals, exports, and the components that ours replace. */
export const NAMES: Readonly<Record<Script, readonly string[]>> = {
  'global.js': ['React', 'createRoot', 'ReactRouterDOM'],
  'design-system.js': [
    ...[
      'AdminJSDesignSystem',
      'combineStyles',
      'Box',
      'Button',
      'FormGroup',
      'FormMessage',
      'Input',
      'Label',
      'Loader',
    ],
    ...['MessageBox', 'SelectAsync', 'ValueGroup'],
  ],
  'app.js': [
    ...['REDUX_STATE', 'THEME', 'UserComponents', 'Application'],
    ...['ApiClient', 'useFilterDrawer', 'useNotice', 'useResource', 'useTranslation'],
    ...['ActionButton', 'BasePropertyComponent', 'PropertyLabel'],
    ...['FilterDrawer', 'LoggedIn', 'SidebarBranding', 'DefaultBooleanFilterProperty'],
    ...['DefaultReferenceFilterProperty', 'DefaultDatetimeFilterProperty', 'DefaultDatetimeListProperty'],
    ...['DefaultDatetimeShowProperty', 'ActionHeader', 'RecordsTable', 'DefaultListProperty'],
  ],
};

/** Methods of `ApiClient` that `components/client.ts` replaces or calls. */
export const CLIENT_METHODS = [
  'resourceAction',
  'recordAction',
  'bulkAction',
  'searchRecords',
  'getDashboard',
  'getPage',
] as const;

/** Methods of `AdminJS` that `panel/panel.module.ts` replaces. */
export const ADMIN_METHODS = ['watch'] as const;

/** The exports that the panel's server side imports. */
export const SERVER_EXPORTS = [
  ...['AdminJS', 'ACTIONS', 'ApiClient', 'BaseProperty', 'BaseRecord', 'BaseResource', 'initializeStore', 'populator'],
] as const;

/** The methods of AdminJS's bundler that `bundle.ts` calls. */
export const BUNDLER_METHODS = ['setInputOption', 'setOutputOption', 'build'] as const;

/** The installed version of AdminJS. */
export type Installed = {
  readonly versions: Readonly<Record<string, string | undefined>>;
  /** The text of each script, undefined when there is none. */
  readonly scripts: Readonly<Record<Script, string | undefined>>;
  readonly server: Readonly<Record<string, unknown>>;
  readonly bundler: Readonly<Record<string, unknown>>;
};

/** One sentence for each missing name; an empty list if the panel can be built. */
export function missingInternals({ versions, scripts, server, bundler }: Installed): string[] {
  return [
    ...Object.entries(VERSIONS)
      .filter(([name, version]) => versions[name] !== version)
      .map(([name, version]) => `${name} is ${versions[name] ?? 'not installed'}, not ${version}.`),
    ...(Object.keys(SCRIPTS) as Script[]).flatMap((script) => missingNames(script, scripts[script])),
    ...SERVER_EXPORTS.filter((name) => server[name] === undefined).map((name) => `adminjs exports no ${name}.`),
    ...missingMethods(server, 'ApiClient', CLIENT_METHODS),
    ...missingMethods(server, 'AdminJS', ADMIN_METHODS),
    ...BUNDLER_METHODS.filter((name) => typeof bundler[name] !== 'function').map(
      (name) => `The bundler has no ${name}().`,
    ),
  ];
}

function missingNames(script: Script, content: string | undefined): string[] {
  if (content === undefined) return [`There is no file ${SCRIPTS[script]}.`];
  const words = new Set(content.match(/\w+/g));
  return NAMES[script].filter((name) => !words.has(name)).map((name) => `${SCRIPTS[script]} has no ${name}.`);
}

/** Empty if the class is missing: that is reported as a missing export. */
function missingMethods(server: Installed['server'], exported: string, methods: readonly string[]): string[] {
  const prototype = (server[exported] as { prototype?: Record<string, unknown> } | undefined)?.prototype;
  if (!prototype) return [];
  return methods.filter((name) => typeof prototype[name] !== 'function').map((name) => `${exported} has no ${name}().`);
}
