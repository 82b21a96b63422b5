// The files that may use Express and Nest's HTTP names, for ESLint and for dependency-cruiser.

const folders = ['src/platform/http', 'src/platform/session', 'src/admin/http'];

const roles = ['controller', 'decorator', 'fast-path', 'filter', 'guard', 'middleware', 'pipe', 'spec', 'strategy'];

const files = [
  'src/app.setup.ts',
  'src/start.ts',
  'src/account/login/session-login.ts',
  'src/account/signed-in/late-body.ts',
  'src/account/signed-in/login-before-body.ts',
  'src/admin/mount-admin.ts',
  'src/platform/metrics/metrics-server.ts',
  'src/platform/observability/shutdown.ts',
];

export const HTTP_GLOBS = [
  ...folders.map((folder) => `${folder}/**`),
  ...roles.map((role) => `src/**/*.${role}.ts`),
  ...files,
];

/** A regular expression. */
export const HTTP_PATHS = [
  ...folders.map((folder) => `^${folder}/`),
  `\\.(${roles.join('|')})\\.ts$`,
  ...files.map((file) => `^${file.replaceAll('.', '\\.')}$`),
].join('|');
