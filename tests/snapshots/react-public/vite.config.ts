import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// https://vite.dev/config/
export default defineConfig({
  plugins: [react()],
  // The local backend says in it that the app is to talk to it: `npm run preview`.
  envPrefix: ['VITE_', 'LOCAL_BACKEND'],
  // What the backend's tools write there is none of the app's business: the local backend's data, keys and secrets.
  server: {
    watch: { ignored: ['**/.amplify/**'] },
    fs: {
      // After Vite's own, which this list replaces: https://vite.dev/config/server-options#server-fs-deny
      deny: [
        '.env',
        '.env.*',
        '*.{crt,pem,key,p12,pfx,cer,der}',
        '.npmrc',
        '.yarnrc.yml',
        '**/.git/**',
        '**/.amplify/**',
        'amplify_outputs.aws.json',
      ],
    },
  },
  // The sign-in form is the largest chunk; it is loaded when somebody signs in.
  build: { chunkSizeWarningLimit: 800 },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: 'src/lib/test-setup.ts',
  },
})
