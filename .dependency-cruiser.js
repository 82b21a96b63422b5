// The dependency rules of ARCHITECTURE.md: `npm run lint` checks them. Type-only imports count like all others.
import { HTTP_PATHS } from './eslint/http-files.js';

const FEATURES = ['account', 'work', 'coupon', 'event', 'admin', 'django-import', 'rehearsal'];

/** Which features a folder may import, besides itself and `platform`. */
const ARROWS = {
  platform: [],
  migrations: [],
  account: [],
  work: [],
  coupon: ['account', 'work'],
  event: ['coupon', 'account', 'work'],
  admin: ['coupon', 'account', 'work'],
  'django-import': ['coupon', 'account', 'work'],
  rehearsal: ['coupon', 'account', 'work'],
};

/** Which folders of `coupon` a folder of `coupon` may not import. */
const COUPON_ARROWS = {
  rejected: ['issued', 'issuing', 'live', 'stock', 'event-page-coupon', 'checks', 'verification'],
  stock: ['issued', 'issuing', 'live', 'rejected', 'event-page-coupon', 'checks', 'verification'],
  live: ['issued', 'issuing', 'rejected', 'event-page-coupon', 'checks', 'verification'],
  issued: ['issuing', 'live', 'rejected', 'event-page-coupon', 'checks', 'verification'],
  issuing: ['event-page-coupon', 'checks', 'verification'],
  'event-page-coupon': ['issued', 'issuing', 'live', 'rejected', 'checks', 'verification'],
  checks: ['issued', 'issuing', 'live', 'rejected', 'verification'],
};

/** What other features may import: these kinds of file, and the files named below. */
const KINDS = ['module', 'service', 'guard', 'decorator', 'entity', 'errors', 'presenter'];
const NAMED = [
  'account/email-address',
  'account/role',
  'account/signed-in/login-before-body',
  'account/signed-in/signed-in-user',
  'account/signed-in/signed-in-users',
  'coupon/event-hours',
  'coupon/issued/issued-coupons.loader',
  'coupon/live/live-snapshot',
  'coupon/live/live-window',
  'coupon/issued/revocation/delete-revocations',
  'coupon/verification/verification',
  'coupon/verification/verification.checks',
  'coupon/verification/verification.report',
  'work/catalog/title-index',
  'work/catalog/work-catalog',
  'work/catalog/work-catalog-cache',
  'work/import/max-csv-bytes',
];

const HTTP_PACKAGES = [
  ...['express', 'express-session', 'passport', 'passport-local', 'multer', 'hbs', 'cookie', 'cookie-signature'],
  '@nestjs/platform-express',
];

const anyOf = (names) => `(${names.join('|')})`;
const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const arrows = Object.entries(ARROWS).map(([folder, allowed]) => {
  const others = FEATURES.filter((feature) => feature !== folder && !allowed.includes(feature));
  const comment = `${folder} may import ${['platform', ...allowed].filter((name) => name !== folder).join(', ') || 'no feature'}.`;
  return forbidden(`arrows-${folder}`, comment, { path: `^src/${folder}/` }, { path: `^src/${anyOf(others)}/` });
});

const couponArrows = Object.entries(COUPON_ARROWS).map(([folder, others]) =>
  forbidden(
    `arrows-coupon-${folder}`,
    `coupon/${folder} may not import coupon/${others.join(', coupon/')}.`,
    { path: `^src/coupon/${folder}/` },
    { path: `^src/coupon/${anyOf(others)}/` },
  ),
);

const composition = forbidden(
  'composition-root',
  'app.*, start, main and data-source import the features, never the other way.',
  { path: '^src/[^/]+/' },
  { path: '^src/(main|start|app\\.module|app\\.setup|data-source)\\.ts$' },
);

const kinds = forbidden(
  'kinds-across-features',
  `Across features only ${KINDS.join(', ')} files are imported, and the ones that .dependency-cruiser.js names.`,
  { path: `^src/${anyOf(FEATURES)}/`, pathNot: '\\.spec\\.ts$' },
  {
    path: `^src/${anyOf(FEATURES)}/`,
    pathNot: ['^src/$1/', `\\.${anyOf(KINDS)}\\.ts$`, `^src/${anyOf(NAMED)}\\.ts$`],
  },
);

const http = forbidden(
  'http-files',
  'Services take plain arguments; HTTP stays in the files that eslint/http-files.js lists.',
  { path: '^src/', pathNot: HTTP_PATHS },
  { path: [`(^|/)node_modules/(@types/)?${anyOf(HTTP_PACKAGES)}/`, '^(node:)?https?2?$'] },
);

const tests = forbidden(
  'no-tests',
  'The service does not import tests.',
  { path: '^src/', pathNot: '\\.spec\\.ts$' },
  {
    path: ['^test/', '\\.spec\\.ts$'],
  },
);

const cycles = forbidden('no-cycles', 'No cycles, not even of types.', { path: '^(src|bench)/' }, { circular: true });

const testCycles = forbidden(
  'no-cycles-in-tests',
  'No cycles at run time.',
  { path: '^test/' },
  { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
);

export default {
  forbidden: [...arrows, ...couponArrows, composition, kinds, http, tests, cycles, testCycles],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
