import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  resolve: {
    tsconfigPaths: true,
    // The module that Next.js itself takes for it on the server.
    alias: { 'server-only': 'next/dist/compiled/server-only/empty.js' },
  },
  test: {
    environment: 'jsdom',
    exclude: [...configDefaults.exclude, '{.amplify,.next,tests}/**'],
    setupFiles: 'lib/test-setup.ts',
  },
})
