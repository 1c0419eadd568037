import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, describe, expect, it } from 'vitest'
import rules from './dependency-rules.mjs'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Cruises a small tree that exists only for this question and returns the names of the rules it breaks. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'layers-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  const { output } = await cruise(['src'], {
    ...rules.options,
    tsConfig: {},
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: rules.forbidden ?? [] },
  })
  return [...new Set((output as ICruiseResult).summary.violations.map((violation) => violation.rule.name))].sort()
}

describe('the import rules bite', () => {
  it.each([
    ['layer-domain', 'src/domain/rule.ts', 'src/server/db.ts'],
    ['layer-ui', 'src/ui/button.tsx', 'src/features/accounts/queries.ts'],
    ['layer-server', 'src/server/session.ts', 'src/features/identity/queries.ts'],
    ['layer-features', 'src/features/accounts/queries.ts', 'src/app/page.tsx'],
    ['layer-cli', 'src/cli/report.ts', 'src/ui/button.tsx'],
    ['feature-accounts', 'src/features/accounts/queries.ts', 'src/features/work-orders/queries.ts'],
    ['feature-insides', 'src/features/work-orders/queries.ts', 'src/features/accounts/search/plan.ts'],
    ['feature-unlisted', 'src/app/page.tsx', 'src/features/surprises/queries.ts'],
    ['generated-client-stays-below', 'src/features/accounts/components/list.tsx', 'src/generated/prisma/client.ts'],
  ])('%s: %s may not import %s', async (rule, from, to) => {
    const specifier = path.relative(path.dirname(from), to).replace(/\.tsx?$/, '')
    const broken = await brokenRules({
      [from]: `import { thing } from '${specifier.startsWith('.') ? specifier : `./${specifier}`}'\nexport const use = thing\n`,
      [to]: 'export const thing = 1\n',
    })
    expect(broken).toContain(rule)
  })

  it('domain-is-pure: a rule may not read files', async () => {
    const broken = await brokenRules({
      'src/domain/rule.ts': "import { readFileSync } from 'node:fs'\nexport const text = readFileSync('x')\n",
    })
    expect(broken).toEqual(['domain-is-pure'])
  })

  it('no-cycles', async () => {
    const broken = await brokenRules({
      'src/domain/a.ts': "import { b } from './b'\nexport const a = () => b\n",
      'src/domain/b.ts': "import { a } from './a'\nexport const b = () => a\n",
    })
    expect(broken).toEqual(['no-cycles'])
  })

  it('lets what points down pass', async () => {
    const broken = await brokenRules({
      'src/domain/money.ts': 'export const zero = 0n\n',
      'src/server/db.ts': "import { zero } from '../domain/money'\nexport const db = zero\n",
      'src/features/tariffs/queries.ts': "import { db } from '../../server/db'\nexport const list = db\n",
      'src/features/accounts/queries.ts': "import { list } from '../tariffs/queries'\nexport const use = list\n",
    })
    expect(broken).toEqual([])
  })
})
