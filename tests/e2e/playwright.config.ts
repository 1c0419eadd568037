import { defineConfig } from '@playwright/test'
import { browserLaunch } from './setup/browser'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // One picture for every machine: what is compared has its texts as outlines.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  globalSetup: './setup/global-setup.ts',
  // The tests share one application and its books: in order, one at a time.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  // Who walks through every page brings people and facts of his own, which the journeys' figures do not know of: he comes last.
  projects: [
    { name: 'journeys', testIgnore: '**/walk/*' },
    { name: 'walk', testMatch: '**/walk/*.spec.ts' },
  ],
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: process.env['E2E_BASE_URL'] ?? '',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: await browserLaunch(),
  },
})
