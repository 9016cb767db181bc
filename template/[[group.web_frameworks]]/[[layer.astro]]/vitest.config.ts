/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config'

// https://docs.astro.build/en/guides/testing/#vitest
export default getViteConfig({
  test: {
    environment: 'jsdom',
    pool: 'vmThreads', // makes a DOM for each worker, not for each file: four times as fast
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: 'src/lib/test-setup.ts',
  },
})
