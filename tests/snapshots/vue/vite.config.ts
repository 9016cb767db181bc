import { fileURLToPath, URL } from 'node:url'
import { defineConfig } from 'vite'
import vue from '@vitejs/plugin-vue'

// https://vite.dev/config/
export default defineConfig({
  plugins: [vue()],
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('./src', import.meta.url)),
    },
  },
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
  // MapLibre is the largest chunk; it is loaded when a map is shown.
  build: { chunkSizeWarningLimit: 1300 },
})
