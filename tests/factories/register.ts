import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { addMonths, billingMonth, firstDayOf } from '@/domain/plain-date'
import { wh } from '@/domain/energy'
import { compileTariff } from '@/domain/tariff/compile'
import type { Split } from '@/domain/tariff/assignment'
import { rateBill } from '@/domain/tariff/rate-bill'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { DEMO_TARIFFS } from '@/features/demo/tariff-documents'
import { toDbDate, toDbMonth } from '@/server/database-dates'
import { authDb } from '@/server/db'
import { transactBulk } from '@/server/transaction'
import { viewerAs } from './viewers'

let made = 0
const next = (): number => (made += 1)

let tariffsBefore: Promise<unknown> = Promise.resolve()

/** The three flat tariffs of the demonstration; safe to call again, also at once: one after another. Returns category ids by code. */
export function givenTariffs(): Promise<Map<string, number>> {
  const given = tariffsBefore.then(insertTariffs)
  tariffsBefore = given.catch(() => undefined)
  return given
}

async function insertTariffs(): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const { document, synonyms } of DEMO_TARIFFS) {
    const { versions, ...header } = document
    const category = await authDb().tariffCategory.upsert({
      where: { code: document.category },
      update: {},
      create: {
        code: document.category,
        class: document.class === 'general-commercial' ? 'general_commercial' : document.class === 'large-industrial' ? 'large_industrial' : document.class,
        nameZh: document.name['zh-CN'],
        nameEn: document.name.en,
        synonyms,
        header,
        versions: { create: versions.map((content) => ({ effectiveFrom: toDbDate(content.effectiveFrom), content, releasedAt: new Date(0) })) },
      },
    })
    ids.set(document.category, category.id)
  }
  return ids
}

export interface GivenStation {
  id: number
  code: string
  name: string
  districtId: number
}

/** A station with one district, its open month October 2013. */
export async function givenStation(openMonth: BillingMonth = billingMonth('2013-10')): Promise<GivenStation> {
  const number = next()
  const code = `9${String(number).padStart(3, '0')}`
  await authDb().company.upsert({ where: { id: 1 }, update: {}, create: { id: 1, name: 'Company', accountsTotal: 2_681_055 } })
  const station = await authDb().station.create({ data: { companyId: 1, code, name: `Station ${number}`, openMonth: toDbMonth(openMonth) } })
  const district = await authDb().district.create({ data: { stationId: station.id, code: `${code}-001`, name: `District ${number}` } })
  return { id: station.id, code, name: station.name, districtId: district.id }
}

interface AccountFacts {
  name?: string
  address?: string
  category?: string
  validFrom?: PlainDate
}

/** An account of the station, on one category (household unless said) since July 2012. Returns its number and id. */
export async function givenAccount(station: GivenStation, facts: AccountFacts = {}): Promise<{ id: bigint; accountNo: string }> {
  await givenTariffs()
  const accountNo = `${station.code}${String(next()).padStart(6, '0')}`
  const from = toDbDate(facts.validFrom ?? ('2012-07-01' as PlainDate))
  const account = await authDb().account.create({
    data: {
      stationId: station.id,
      districtId: station.districtId,
      accountNo,
      name: facts.name ?? '王小明',
      address: facts.address ?? '柳林镇王家庄村1组1号',
      meterNo: `M${accountNo}`,
      openedOn: from,
      assignments: { create: { validFrom: from, remainderCategoryId: await categoryId(facts.category ?? 'RES-1') } },
    },
  })
  return { id: account.id, accountNo }
}

/** The id of a category that is there. */
export async function categoryId(code: string): Promise<number> {
  return (await authDb().tariffCategory.findUniqueOrThrow({ where: { code }, select: { id: true } })).id
}

/** Posted bills, one a month from the first on, rated on the category; the totals follow. */
export async function givenBills(station: GivenStation, account: { id: bigint }, first: BillingMonth, kwh: readonly number[], category = 'RES-1'): Promise<void> {
  const categories = await givenTariffs()
  const tariffs = new Map(DEMO_TARIFFS.map(({ document }) => [document.category, compileTariff(document)]))
  const months = kwh.map((_, index) => addMonths(first, index))
  let yearToDateWh = wh(0n)
  for (const [index, month] of months.entries()) {
    const energyWh = wh(BigInt(kwh[index] ?? 0) * 1000n)
    const period = { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) }
    const rated = rateBill({ terms: { remainder: category, splits: [] }, tariffs, period, energyWh, yearToDateWh })
    if (rated.outcome !== 'rated') throw new Error('the factory’s bill cannot be rated')
    await authDb().$executeRaw`SELECT ensure_bill_partition(${toDbMonth(month)}::date)`
    await authDb().bill.create({
      data: {
        stationId: station.id, accountId: account.id, month: toDbMonth(month), energyWh, amountFen: rated.amountFen, yearToDateWh,
        periodFrom: toDbDate(period.from), periodTo: toDbDate(period.to), districtId: station.districtId, categoryId: categories.get(category) ?? 0,
      },
    })
    yearToDateWh = wh(yearToDateWh + energyWh)
  }
  await transactBulk(viewerAs('admin'), async (client, record) => {
    await rebuildTotals(client, station.id, months)
    await record({ stationId: station.id, action: 'bills.imported', subject: 'station', subjectKey: station.code })
  })
}

/** One more assignment of an account, for days that no other covers. */
export async function givenAssignment(
  station: GivenStation,
  account: { id: bigint },
  { from, to, remainder = 'RES-1', splits }: { from: PlainDate; to: PlainDate | null; remainder?: string; splits?: Split[] },
): Promise<void> {
  const categories = await givenTariffs()
  await authDb().tariffAssignment.create({
    data: {
      stationId: station.id, accountId: account.id, validFrom: toDbDate(from), validTo: to && toDbDate(to),
      remainderCategoryId: categories.get(remainder) ?? 0, ...(splits ? { splits } : {}),
    },
  })
}
