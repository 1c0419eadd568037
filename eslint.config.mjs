import { defineConfig, globalIgnores } from 'eslint/config'
import nextVitals from 'eslint-config-next/core-web-vitals'
import nextTypescript from 'eslint-config-next/typescript'
import tseslint from 'typescript-eslint'
import exactUnits from './tests/architecture/exact-units.mjs'

const moneyIsNoFloat = [
  { selector: "CallExpression[callee.name='parseFloat']", message: 'Money, energy and rates are exact: parseDecimal, ratioFromDecimal.' },
  { selector: "CallExpression[callee.property.name='parseFloat']", message: 'Money, energy and rates are exact: parseDecimal, ratioFromDecimal.' },
  { selector: "CallExpression[callee.property.name='toFixed']", message: 'Figures are written by ui/format.' },
]

/** By its name the whole namespace is kept, with the messages of every language: 70 KB more on each page with a form. */
const wholeZod = { selector: "ImportDeclaration[source.value='zod'][importKind='value'] > :matches(ImportSpecifier, ImportDefaultSpecifier)", message: "import * as z from 'zod'" }

export default defineConfig([
  ...nextVitals,
  ...nextTypescript,
  globalIgnores(['.next/**', '.data/**', 'src/generated/**', 'next-env.d.ts', 'test-results/**']),
  { rules: { 'import/no-anonymous-default-export': 'off' }, files: ['**/*.mjs'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@typescript-eslint': tseslint.plugin, 'tariff-audit': { rules: { 'exact-units': exactUnits } } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_$', argsIgnorePattern: '^_+$', destructuredArrayIgnorePattern: '^_$' }],
      'tariff-audit/exact-units': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...moneyIsNoFloat, wholeZod],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
])
