import { defineConfig, globalIgnores } from 'eslint/config'
import expo from 'eslint-config-expo/flat.js'

export default defineConfig([
  // They have programs of their own.
  globalIgnores(['amplify/', '.amplify/', 'local/', 'scripts/', 'tests/', 'android/', 'ios/']),
  globalIgnores(['.github/', '.maestro/', 'dist/', 'metro.config.cjs']),
  expo,
  {
    // Metro leaves out of a release what is required where it is not needed, and no other import.
    files: ['src/lib/amplify.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // amplify_outputs.json is not committed; what runs, builds or tests the app writes a stub.
    files: ['src/lib/outputs.ts'],
    rules: { 'import/no-unresolved': 'off' },
  },
])
