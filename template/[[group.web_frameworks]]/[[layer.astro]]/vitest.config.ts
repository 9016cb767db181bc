/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config'

// https://docs.astro.build/en/guides/testing/#vitest
export default getViteConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pages', include: ['src/pages/**/_*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'island',
          environment: 'jsdom',
          pool: 'vmThreads', // makes a DOM for each worker, not for each file: four times as fast
          include: ['src/{components,lib}/**/*.test.{ts,tsx}'],
          setupFiles: 'src/lib/test-setup.ts',
        },
      },
    ],
  },
})
