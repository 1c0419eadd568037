// `npm test`: installs what tests need, runs every stage even when one fails, and ends with the plain line
// `N passed, N failed`. Stages named as arguments run alone;
// what takes long, faults, runs when it is named: `npm run test:faults`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureInstalled, root } from '../src/cli/install.mjs'

const results = path.join(root, 'node_modules/.cache/test-results')

const program = (name) => path.join(root, 'node_modules', name)
const whole = (name, ...args) => ({ run: () => (node(name, ...args) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) })
const vitest = (project) => ({ run: () => counted(project, ['vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(project)}`], fromVitest) })

const STAGES = {
  lint: whole('eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  layers: whole('dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', 'tests/architecture/dependency-rules.mjs'),
  types: whole('typescript/bin/tsc', '--noEmit'),
  domain: vitest('domain'),
  architecture: vitest('architecture'),
  integration: vitest('integration'),
  faults: { onRequest: true, ...vitest('faults') },
  browser: { run: () => counted('browser', ['@playwright/test/cli.js', 'test', '--config', 'tests/e2e/playwright.config.ts'], fromPlaywright) },
}

ensureInstalled()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in STAGES))
if (unknown.length > 0) {
  process.stderr.write(`no stage ${unknown.join(', ')}; there are ${Object.keys(STAGES).join(', ')}\n`)
  process.exit(2)
}
const total = { passed: 0, failed: 0 }
for (const [name, stage] of Object.entries(STAGES)) {
  if (asked.length > 0 ? !asked.includes(name) : stage.onRequest) continue
  const began = performance.now()
  process.stdout.write(`\n── ${name}\n`)
  const { passed, failed } = stage.run()
  total.passed += passed
  total.failed += failed
  process.stdout.write(`── ${name}: ${passed} ok, ${failed} not ok, ${Math.round((performance.now() - began) / 1000)} s\n`)
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed === 0 ? 0 : 1)

function node(name, ...args) {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf('browser') }
  return spawnSync(process.execPath, [program(name), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }).status
}

// A runner that dies without a report is a failure; so is one that exits badly with every test green.
function counted(name, [runner, ...args], read) {
  const status = node(runner, ...args)
  const report = reportOf(name)
  const counts = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 1 }
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function reportOf(name) {
  return path.join(results, `${name}.json`)
}

function fromVitest({ numPassedTests, numFailedTests }) {
  return { passed: numPassedTests, failed: numFailedTests }
}

function fromPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
}
