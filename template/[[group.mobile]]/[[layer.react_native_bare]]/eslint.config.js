import { defineConfig, globalIgnores } from 'eslint/config'
import reactNative from '@react-native/eslint-config/flat'

export default defineConfig([
  // They have programs of their own.
  globalIgnores(['amplify/', '.amplify/', 'local/', 'scripts/', 'tests/', 'android/', 'ios/']),
  globalIgnores(['.github/', '.maestro/', 'dist/', '*.config.cjs']),
  reactNative,
  {
    // They know ESLint 8 alone, and nothing here is written in Flow.
    files: ['**/*.js'],
    rules: { 'ft-flow/define-flow-type': 'off', 'ft-flow/use-flow-type': 'off' },
  },
  {
    // Matters of style: a state and its next value may have one name, and what nobody waits for is `void`.
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-shadow': 'off',
      'no-void': 'off',
      'react-native/no-inline-styles': 'off',
    },
  },
])
