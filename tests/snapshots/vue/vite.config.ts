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
  // What the backend's tools write there is none of the app's business.
  server: { watch: { ignored: ['**/.amplify/**'] } },
  // MapLibre is the largest chunk; it is loaded when a map is shown.
  build: { chunkSizeWarningLimit: 1300 },
})
