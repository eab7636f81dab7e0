import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// Layers, from the top: app, features, ui, lib. A layer imports from those below it, and another feature only through its index.
const above = (layers, says) => ({
  'no-restricted-imports': ['error', { patterns: [{ group: layers, message: says }, { group: ['../../*'], message: 'Reach another folder by its alias: @/…' }] }],
})

export default tseslint.config(
  { ignores: ['dist', 'dist.next', 'src/lib/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] }, tsconfigRootDir: import.meta.dirname } } },
  reactHooks.configs.flat['recommended-latest'],
  {
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['src/lib/**'], rules: above(['@/app/*', '@/features/*', '@/ui/*'], 'lib knows no layer above it.') },
  { files: ['src/ui/**'], rules: above(['@/app/*', '@/features/*'], 'ui knows only lib.') },
  { files: ['src/features/**'], rules: above(['@/app/*', '@/features/*/*'], 'A feature knows lib, ui, and other features by their index.') },
  { files: ['eslint.config.js', 'scripts/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['scripts/*.mjs'], languageOptions: { globals: { URL: 'readonly', fetch: 'readonly', process: 'readonly' } } },
)
