import { defineConfig } from 'vitest/config'

// The tests of src/app/lib/, which knows nothing of Angular; `ng test` runs the others.
export default defineConfig({
  test: {
    environment: 'jsdom',
    pool: 'vmThreads',
    include: ['src/app/lib/**/*.test.ts'],
  },
})
