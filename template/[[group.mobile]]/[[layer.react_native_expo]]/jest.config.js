/** @type {import('jest').Config} */
export default {
  preset: 'jest-expo',
  roots: ['<rootDir>/src'],
  setupFiles: ['<rootDir>/src/lib/test-setup.ts'],
  testTimeout: 60_000, // the first test of a file compiles what it renders
  // What is written for bundlers, which Jest cannot run as it is.
  transformIgnorePatterns: [
    '/node_modules/(?!((jest-)?react-native|@react-native|expo|@expo|aws-amplify|@aws-amplify|uuid))',
  ],
}
