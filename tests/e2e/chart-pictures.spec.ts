import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { COMMAND_FLAGS } from '@/cli/command-flags.mjs'
import { root } from '@/cli/places'

const NAMES = ['usual-bars', 'empty', 'one-month', 'one-month-line', 'missing-month', 'negative', 'zeros', 'very-large', 'waterfall', 'english-waterfall', 'ranked', 'control', 'heat', 'many-months-heat', 'noted-line', 'narrow-usual-bars', 'narrow-english-waterfall', 'narrow-ranked', 'narrow-heat'] as const

/** Smoothing differs a little between versions of a browser; a bar that is wrong is thousands of pixels. */
const TOLERANCE = { maxDiffPixelRatio: 0.004, threshold: 0.25 }

let pictures: Readonly<Record<string, string>> = {}
test.beforeAll(() => {
  const script = fileURLToPath(new URL('./setup/draw-samples.ts', import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, [...COMMAND_FLAGS, script], { cwd: root, encoding: 'utf8', maxBuffer: 64e6, env: { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') } })
  if (status !== 0) throw new Error(stderr)
  pictures = JSON.parse(stdout) as Record<string, string>
})

for (const name of NAMES) {
  test(`a chart looks right: ${name}`, async ({ page }) => {
    await page.setContent(`<body style="margin:0">${pictures[name] ?? ''}`)
    expect(await page.locator('svg').screenshot()).toMatchSnapshot([`${name}.png`], TOLERANCE)
  })
}
