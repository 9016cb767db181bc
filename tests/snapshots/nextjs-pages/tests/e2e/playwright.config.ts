// A browser for it: `npx playwright install chromium` once, or CHROMIUM=/path/to/chrome.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  outputDir: '../../node_modules/.tmp/playwright',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    baseURL: process.env.APP_URL,
    launchOptions: { executablePath: process.env.CHROMIUM },
  },
  webServer: {
    command: 'npm run dev',
    cwd: '../..',
    // Says where this project's app is: its usual port may be another one's. The name of the group is that of APP_URL.
    wait: { stdout: /Local:\s+(?<app_url>http:\S+)\s/ },
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})
