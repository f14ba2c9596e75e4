import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Where work takes time. core/ answers at once and has no promises to forget. */
const asynchronous = ['electron/**/*.ts', 'renderer/**/*.{ts,tsx}', 'sync-server/**/*.ts'];
const tests = ['**/*.test.{ts,tsx}', 'tests/**/*.{ts,tsx}'];

const pure = 'core/ knows no clock and no chance: take it as an argument (see core/kernel/ports.ts)';
const nothingSwitchedOff = 'a test is not switched off or narrowed: mend it or remove it with its reason';

/** Calls like `test.only`, `it.skip.each`, `describe.todo`. */
const switchedOff = {
  selector:
    'MemberExpression[object.name=/^(test|it|describe|suite)$/][property.name=/^(only|skip|skipIf|runIf|todo|fails|fixme|fail)$/]',
  message: nothingSwitchedOff,
};

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'tests/artifacts/', 'tests/guards/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.{ts,tsx,mjs,cjs}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, minimumDescriptionLength: 10 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // A promise nobody waits for is an error nobody hears of: in a register that is lost work.
    files: asynchronous,
    ignores: tests,
    // One program for all three roots takes a third less time than one for each.
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: process.cwd() } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['core/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: pure },
        { object: 'Math', property: 'random', message: pure },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: pure },
        { selector: "CallExpression[callee.name='Date']", message: pure },
      ],
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/main/ipc/handle.ts', ...tests],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: 'electron',
          importNames: ['ipcMain'],
          message: 'channels are answered through ipc/handle.ts, which checks them',
        },
      ],
    },
  },
  {
    files: ['renderer/data/{data-worker,search-worker}/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage', 'sessionStorage', 'alert', 'confirm'],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: tests, rules: { 'no-restricted-syntax': ['error', switchedOff] } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
