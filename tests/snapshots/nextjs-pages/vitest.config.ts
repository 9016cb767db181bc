import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'jsdom',
    exclude: [...configDefaults.exclude, '{.amplify,.next,amplify,tests}/**'],
    setupFiles: 'lib/test-setup.ts',
  },
})
