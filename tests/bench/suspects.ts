import { JOB_KINDS } from '@/cli/job-kinds'
import { textHash, meanKwh, seriesOf } from '@/domain/suspects/series'
import { companyOutline } from '@/features/demo/company/outline'
import { stationAccounts } from '@/features/demo/company/station-accounts'
import { recordScoring } from '@/features/suspects/commands/request-scoring'
import { scoreStation } from '@/features/suspects/score-station'
import { scoringContext, scoringMonths } from '@/features/suspects/scoring-context'
import { readStation } from '@/features/suspects/suspect-scoring-job'
import { listStations } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { disconnect } from '@/server/db'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { commandLineOperator } from '@/server/viewer'
import { companyDatabase } from './company-database'
import { seconds, type Figure } from './figure'

const MONTHS = 12
const TIME_LIMIT_S = 600
const MEMORY_LIMIT_MB = 1024
const WRONG_LABELS_PERCENT = 20
const viewer = commandLineOperator()

/** The whole company scored as the page's button does it: time and memory. Then how good it is, on records as they are and with one in five wrong. */
export async function* run(accounts: number): AsyncGenerator<Figure> {
  const stop = await companyDatabase(accounts, MONTHS)
  try {
    const took = await seconds(scoreAll)
    const memory = Math.round(process.resourceUsage().maxRSS / 1024)
    yield { figure: 'suspects job', unit: 's', ours: Math.round(took), floor: TIME_LIMIT_S, ratio: shown(took / TIME_LIMIT_S), accounts, accountsPerSecond: Math.round(accounts / took) }
    yield { figure: 'suspects memory', unit: 'MB', ours: memory, floor: MEMORY_LIMIT_MB, ratio: shown(memory / MEMORY_LIMIT_MB) }
    yield* quality(accounts, 0)
    yield* quality(accounts, WRONG_LABELS_PERCENT)
  } finally {
    await disconnect()
    stop()
  }
}

async function scoreAll(): Promise<void> {
  const id = await recordScoring(viewer)
  await runJob(id, JOB_KINDS)
  const job = await findJob(viewer, id)
  if (job?.state !== 'done') throw new Error(`the scoring ended as ${job?.state ?? 'nothing'}: ${job?.failure ?? ''}`)
}

interface Measured {
  odds: number
  mean: number
  wrong: boolean
}

/** Precision in the first 100 and 1,000 and recall in the first hundredth of all accounts recorded residential: ours, by mean energy, by chance. */
async function* quality(accounts: number, wrongPercent: number): AsyncGenerator<Figure> {
  const measured = await measure(accounts, wrongPercent)
  const all = measured.filter(({ wrong }) => wrong).length
  const hundredth = Math.ceil(measured.length / 100)
  const byOdds = measured.toSorted((a, b) => b.odds - a.odds)
  const byMean = measured.toSorted((a, b) => b.mean - a.mean)
  const hits = (ranked: readonly Measured[], first: number) => ranked.slice(0, first).filter(({ wrong }) => wrong).length
  const name = wrongPercent === 0 ? 'suspects' : `suspects, ${wrongPercent} % of labels wrong:`
  const details = { random: shown(all / measured.length), recordedResidential: measured.length, wrong: all }
  for (const first of [100, 1000]) yield better(`${name} precision in the first ${first}`, hits(byOdds, first) / first, hits(byMean, first) / first, details)
  yield better(`${name} recall in the first 1 %`, hits(byOdds, hundredth) / all, hits(byMean, hundredth) / all, { ...details, random: 0.01 })
}

/** `floor` is the ranking by mean energy; the ratio is below 1 when ours is better. */
const better = (figure: string, ours: number, floor: number, details: Readonly<Record<string, number>>): Figure => ({ figure, unit: 'share', ours: shown(ours), floor: shown(floor), ratio: shown(floor / ours), ...details })

const shown = (value: number): number => Number(value.toPrecision(4))

async function measure(accounts: number, wrongPercent: number): Promise<Measured[]> {
  const [months, stations, { byCode, byId }] = await Promise.all([scoringMonths(viewer), listStations(viewer), categoryIndex()])
  const flipped = new Map([['RES-Y', 'COM-C'], ['COM-C', 'RES-Y']].map(([from, to]) => [byCode.get(from ?? '')?.id ?? 0, byCode.get(to ?? '')?.id ?? 0]))
  const recordedAs = (categoryId: number, accountId: bigint) => (textHash(`label ${accountId}`) % 100 < wrongPercent ? (flipped.get(categoryId) ?? categoryId) : categoryId)
  const context = await scoringContext(viewer, { stationIds: stations.map(({ id }) => id), months, recordedAs }, () => Promise.resolve())
  if (!context) throw new Error('nothing to score')
  const measured: Measured[] = []
  for (const outline of companyOutline(accounts, MONTHS).stations) {
    const station = stations.find(({ code }) => code === outline.code)
    if (!station) throw new Error(`no station ${outline.code}`)
    const truth = new Map(stationAccounts(outline).accounts.map((one) => [one.accountNo, one.truth?.category ?? one.category]))
    const read = await readStation(station.id, months)
    read.accounts.categoryIds.forEach((id, row) => (read.accounts.categoryIds[row] = recordedAs(id, read.accounts.ids[row] ?? 0n)))
    const table = { months, values: read.bills.kwh }
    scoreStation(context, read.accounts, read.bills, (row, odds) => {
      if (byId.get(read.accounts.categoryIds[row] ?? 0)?.class !== 'residential') return
      measured.push({ odds, mean: meanKwh(seriesOf(table, row)), wrong: truth.get(read.accounts.accountNos[row] ?? '') === 'COM-C' })
    })
  }
  return measured
}
