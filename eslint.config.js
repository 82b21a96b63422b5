// Rules about files and imports are in .dependency-cruiser.js; rules about code are here.
import tseslint from 'typescript-eslint';
import { entityOwners } from './eslint/entity-owners.js';
import { entityWrites } from './eslint/entity-writes.js';
import { HTTP_GLOBS } from './eslint/http-files.js';

const HTTP_NAMES = {
  patterns: [
    {
      group: ['@nestjs/common'],
      importNamePattern: '^(HttpStatus|Req|Res|Next|\\w*Exception)$',
      message: 'Services throw DomainError, and one filter answers; see eslint/http-files.js.',
    },
  ],
};

const ENVIRONMENT = [
  'MemberExpression[object.name="process"]:matches([property.name="env"], [property.value="env"])',
  'VariableDeclarator[init.name="process"] Property[key.name="env"]',
  'ImportDeclaration[source.value=/^(node:)?process$/]',
].map((selector) => ({
  selector,
  message: 'Settings are read in src/platform/config/environment.ts only; inject Settings.',
}));
const FORWARD_REF = {
  selector: 'ImportSpecifier[imported.name="forwardRef"]',
  message: 'forwardRef hides a cycle; move the shared part down instead.',
};
const DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'A named export has the same name everywhere.',
};
const BARREL = {
  selector: 'ExportAllDeclaration, ExportNamedDeclaration[source]',
  message: 'Import from the file that declares the name.',
};
const EVERYWHERE = [FORWARD_REF, DEFAULT_EXPORT, BARREL];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'test-results/', '.adminjs/'] },
  {
    files: ['**/*.js'],
    rules: { eqeqeq: 'error', 'no-unused-vars': 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Off for good: it would turn the import of an injected class into `import type`, and Nest could not inject it.
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-restricted-syntax': ['error', ...EVERYWHERE],
      'max-lines': ['error', 200],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ...ENVIRONMENT] },
  },
  {
    files: ['src/platform/config/environment.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] },
  },
  {
    // AdminJS finds its components by their default export.
    files: ['src/admin/components/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', FORWARD_REF, BARREL, ...ENVIRONMENT] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: HTTP_GLOBS,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', HTTP_NAMES] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/migrations/**', 'src/**/*.spec.ts'],
    plugins: { toodat: { rules: { 'entity-writes': entityWrites } } },
    rules: { 'toodat/entity-writes': ['error', entityOwners(import.meta.dirname)] },
  },
);
