import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// https://vite.dev/config/
export default defineConfig({
  plugins: [react()],
  // The local backend says in it that the app is to talk to it: `npm run preview`.
  envPrefix: ['VITE_', 'LOCAL_BACKEND'],
  // What the backend's tools write there is none of the app's business.
  server: { watch: { ignored: ['**/.amplify/**'] } },
  // MapLibre is the largest chunk; it is loaded when a map is shown.
  build: { chunkSizeWarningLimit: 1300 },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: 'src/lib/test-setup.ts',
  },
})
