import { wh, type Wh } from '@/domain/energy'
import { plainDate } from '@/domain/plain-date'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { planBills } from '@/domain/tariff/bill-plan'
import { compileTariff } from '@/domain/tariff/compile'
import { tariffDocumentSchema } from '@/domain/tariff/document'
import { rateBill } from '@/domain/tariff/rate-bill'
import { Random } from '@/features/demo/random'
import { sideBySide, speedFigure, type Figure } from './figure'

const BILLS = 300_000
const ROUNDS = 7
const JULY = { from: plainDate('2013-07-01'), to: plainDate('2013-08-01') }

const tariff = (category: string, charge: object) =>
  compileTariff(
    tariffDocumentSchema.parse({
      category, name: { 'zh-CN': category, en: category }, class: 'other', currency: 'CNY',
      versions: [{ effectiveFrom: '2012-07-01', charges: [{ code: 'energy', kind: 'energy', ...charge }] }],
    }),
  )
const TARIFFS = new Map(
  [
    tariff('FLAT', { rate: '0.7335' }),
    tariff('TIERS', { tierBasis: 'year', tiers: [{ upTo: '2160', rate: '0.5469' }, { upTo: '4800', rate: '0.5969' }, { rate: '0.8469' }] }),
  ].map((one) => [one.category, one]),
)

const CASES: Readonly<Record<string, AssignmentTerms>> = {
  flat: { remainder: 'FLAT', splits: [] },
  'three-tier': { remainder: 'TIERS', splits: [] },
  split: { remainder: 'TIERS', splits: [{ method: 'fixed-ratio', category: 'FLAT', ratio: '0.3' }] },
}

/** Bills a second of the pure engine on one core, against a loop of one whole-number multiplication and rounding a bill. */
export async function* run(): AsyncGenerator<Figure> {
  const random = new Random(7)
  const energies = Array.from({ length: BILLS }, () => wh(BigInt(random.between(0, 900)) * 1000n))
  const years = Array.from({ length: BILLS }, () => wh(BigInt(random.between(0, 6000)) * 1000n))
  for (const [name, terms] of Object.entries(CASES)) {
    const { ours, floor } = await sideBySide(() => rateAll(terms, energies, years), () => multiplyAll(energies), ROUNDS)
    yield speedFigure(`rating-core ${name}`, 'bills/s', BILLS / ours, BILLS / floor)
  }
  for (const [name, terms] of Object.entries(CASES)) {
    const some = energies.slice(0, BILLS / 10)
    const { ours, floor } = await sideBySide(() => rateWithLines(terms, some, years), () => multiplyAll(some), ROUNDS)
    yield speedFigure(`rating-core ${name}, every line written out`, 'bills/s', some.length / ours, some.length / floor)
  }
}

/** The sums are kept, so that no work can be left out. */
export let kept = 0n

function rateAll(terms: AssignmentTerms, energies: readonly Wh[], years: readonly Wh[]): void {
  const plan = planBills(terms, TARIFFS, JULY)
  if (!plan) throw new Error('no plan')
  for (const [index, energyWh] of energies.entries()) kept += plan(energyWh, years[index] ?? wh(0n))
}

function rateWithLines(terms: AssignmentTerms, energies: readonly Wh[], years: readonly Wh[]): void {
  for (const [index, energyWh] of energies.entries()) {
    const rated = rateBill({ terms, tariffs: TARIFFS, period: JULY, energyWh, yearToDateWh: years[index] ?? wh(0n) })
    if (rated.outcome === 'rated') kept += rated.amountFen
  }
}

const RATE = 7335n
const HALF = 50_000n
const SCALE = 100_000n

function multiplyAll(energies: readonly Wh[]): void {
  for (const energyWh of energies) kept += (energyWh * RATE + HALF) / SCALE
}
