/**
 * `npm run -s bench -- NAME … [--accounts N]`: one JSON line for each figure, `ours` beside a `floor` measured in the same run
 * on the same data, and their ratio. What each floor is: `docs/benchmarks.md`.
 */
import { parseArgs } from 'node:util'
import type { Figure } from './figure'

const BENCHES: Readonly<Record<string, () => Promise<{ run: (accounts: number) => AsyncGenerator<Figure> }>>> = {
  dashboard: () => import('./dashboard'),
  rating: () => import('./rating'),
  import: () => import('./import'),
  'rating-core': () => import('./rating-core'),
  search: () => import('./search'),
  totals: () => import('./totals'),
  lists: () => import('./lists'),
  'work-orders': () => import('./work-orders'),
  suspects: () => import('./suspects'),
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { accounts: { type: 'string', default: '2681055' } } })
const accounts = /^\d{4,8}$/.test(values.accounts) ? Number(values.accounts) : null
const unknown = positionals.filter((name) => !(name in BENCHES))
if (positionals.length === 0 || unknown.length > 0 || accounts === null) {
  process.stderr.write(`usage: npm run -s bench -- ${Object.keys(BENCHES).join('|')} … [--accounts 2681055]\n${unknown.map((name) => `no bench ${name}\n`).join('')}`)
  process.exit(2)
}
for (const name of positionals) {
  const bench = await BENCHES[name]?.()
  // The rating bench begins with the pure core, which needs no database.
  for await (const figure of bench?.run(accounts) ?? []) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
process.exit(0)
