/** The whole company's tariffs: the origin report's three classes, households in tiers by the year. */
import type { TariffDocument } from '@/domain/tariff/document'
import { plainDate } from '@/domain/plain-date'

export type CompanyCategory = 'RES-Y' | 'COM-C' | 'AGR-C'

export const COMPANY_CATEGORIES = ['RES-Y', 'COM-C', 'AGR-C'] as const satisfies readonly CompanyCategory[]

const SOURCE = { title: '演示公司电价：按 2014-01 QC 小组成果报告折算，居民按年阶梯' }

const document = (category: CompanyCategory, group: TariffDocument['class'], zh: string, en: string, charge: object): TariffDocument =>
  ({
    category,
    name: { 'zh-CN': zh, en },
    class: group,
    currency: 'CNY',
    source: SOURCE,
    versions: [{ effectiveFrom: plainDate('2012-07-01'), charges: [{ code: 'energy', kind: 'energy', ...charge }] }],
  })

export const COMPANY_TARIFFS: readonly { document: TariffDocument; synonyms: string[] }[] = [
  {
    document: document('RES-Y', 'residential', '居民生活（年阶梯）', 'Residential, tiers by year', {
      tierBasis: 'year',
      tiers: [{ upTo: '2160', rate: '0.5469' }, { upTo: '4800', rate: '0.5969' }, { rate: '0.8469' }],
    }),
    synonyms: [],
  },
  { document: document('COM-C', 'general-commercial', '一般工商业（公司）', 'General commercial, company', { rate: '0.7335' }), synonyms: [] },
  { document: document('AGR-C', 'agricultural', '农业生产（公司）', 'Agricultural, company', { rate: '0.5140' }), synonyms: [] },
]
