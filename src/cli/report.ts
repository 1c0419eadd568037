import { runBridge } from './report-bridge'
import { runCategoryMonths } from './report-category-months'
import { runRecovered } from './report-recovered'

const REPORTS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = { 'category-months': runCategoryMonths, bridge: runBridge, recovered: runRecovered }

/** `report NAME …`: a figure of the dashboard, from the dashboard's own query. What each prints is in `docs/report.md`. */
export async function run([name = '', ...args]: readonly string[]): Promise<number> {
  const report = Object.hasOwn(REPORTS, name) ? REPORTS[name] : undefined
  if (report) return report(args)
  process.stderr.write(`usage: report ${Object.keys(REPORTS).join('|')} [--station NAME|CODE] --from YYYY-MM --to YYYY-MM … [--json]\n`)
  return 2
}
