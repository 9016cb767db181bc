import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  resolve: {
    tsconfigPaths: true,
    // Next.js resolves it itself; on the server, to this.
    alias: { 'server-only': 'next/dist/compiled/server-only/empty.js' },
  },
  test: {
    environment: 'jsdom',
    exclude: [...configDefaults.exclude, '{.amplify,.next,amplify,tests}/**'],
    setupFiles: 'lib/test-setup.ts',
  },
})
