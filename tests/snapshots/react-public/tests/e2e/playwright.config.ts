// A browser for it: `npx playwright install chromium` once, or CHROMIUM=/path/to/chrome.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  outputDir: '../../node_modules/.tmp/playwright',
  // The development server compiles a page when it is first opened.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: 'http://localhost:5173',
    launchOptions: { executablePath: process.env.CHROMIUM },
  },
  webServer: {
    command: 'npm run dev',
    cwd: '../..',
    url: 'http://localhost:5173',
    reuseExistingServer: true,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})
