import type { BillingMonth } from '@/domain/plain-date'
import { addMonths, firstDayOf } from '@/domain/plain-date'
import type { TariffDocument } from '@/domain/tariff/document'
import { tariffDocumentSchema } from '@/domain/tariff/document'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { toDbDate, toDbMonth } from '@/server/database-dates'
import { authDb } from '@/server/db'
import { transactBulk } from '@/server/transaction'
import { categoryId, type GivenStation } from './register'
import { viewerAs } from './viewers'

interface BillFacts {
  month: BillingMonth
  energyWh: bigint
  amountFen: bigint
  yearToDateWh: bigint
  category: string
  registers?: Record<string, string>
  meter?: object
}

/** A bill as it was posted, right or wrong; the totals follow. */
export async function givenBill(station: GivenStation, account: { id: bigint }, { month, category, registers, meter, ...amounts }: BillFacts): Promise<void> {
  await authDb().$executeRaw`SELECT ensure_bill_partition(${toDbMonth(month)}::date)`
  await authDb().bill.create({
    data: {
      stationId: station.id, accountId: account.id, month: toDbMonth(month), districtId: station.districtId, categoryId: await categoryId(category),
      periodFrom: toDbDate(firstDayOf(month)), periodTo: toDbDate(firstDayOf(addMonths(month, 1))), ...amounts, ...(registers ? { registers } : {}), ...(meter ? { meter } : {}),
    },
  })
  await transactBulk(viewerAs('admin'), async (client, record) => {
    await rebuildTotals(client, station.id, [month])
    await record({ stationId: station.id, action: 'bills.imported', subject: 'station', subjectKey: station.code })
  })
}

async function givenTariff(document: TariffDocument): Promise<void> {
  const { versions, ...header } = document
  await authDb().tariffCategory.upsert({
    where: { code: document.category },
    update: {},
    create: {
      code: document.category, class: 'other', nameZh: document.name['zh-CN'], nameEn: document.name.en, synonyms: [], header,
      versions: { create: versions.map((content) => ({ effectiveFrom: toDbDate(content.effectiveFrom), content, releasedAt: new Date(0) })) },
    },
  })
}

const documentOf = (category: string, version: object): TariffDocument =>
  tariffDocumentSchema.parse({ category, name: { 'zh-CN': category, en: category }, class: 'other', currency: 'CNY', versions: [{ effectiveFrom: '2012-07-01', ...version }] })

/** `YEAR`: 0.50 for the first 2,400 kWh of a year, then 1.00. */
export const givenYearTariff = (): Promise<void> =>
  givenTariff(documentOf('YEAR', { charges: [{ code: 'energy', kind: 'energy', tierBasis: 'year', tiers: [{ upTo: '2400', rate: '0.5' }, { rate: '1' }] }] }))

/** `IND`: peak 1.2, flat 0.6, valley 0.3; 26 yuan a contracted kVA; power factor 0.90. */
export const givenIndustryTariff = (): Promise<void> =>
  givenTariff(documentOf('IND', {
    periods: ['peak', 'flat', 'valley'],
    charges: [
      ...[['peak', '1.2'], ['flat', '0.6'], ['valley', '0.3']].map(([period, rate]) => ({ code: `energy-${period}`, kind: 'energy', period, rate })),
      { code: 'capacity', kind: 'demand', rate: '26', unit: 'kVA', basis: 'contract' },
      { code: 'pf', kind: 'power-factor', standard: '0.90' },
    ],
  }))
