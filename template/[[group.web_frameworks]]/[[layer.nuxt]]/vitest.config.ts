import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      { extends: true, test: { name: 'server', include: ['server/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'jsdom',
          pool: 'vmThreads', // makes a DOM for each worker, not for each file: four times as fast
          include: ['app/**/*.test.ts'],
          setupFiles: 'app/lib/test-setup.ts',
        },
      },
    ],
  },
})
