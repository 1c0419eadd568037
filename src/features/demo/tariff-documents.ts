import type { TariffDocument } from '@/domain/tariff/document'
import { plainDate } from '@/domain/plain-date'
import type { DemoCategory } from './origin-figures'

const SOURCE = { title: '某县供电公司 QC 小组活动成果报告 (2014-01): 按其电量电费折算的单价' }

const flat = (category: DemoCategory, group: TariffDocument['class'], zh: string, en: string, rate: string): TariffDocument => ({
  category,
  name: { 'zh-CN': zh, en },
  class: group,
  currency: 'CNY',
  source: SOURCE,
  versions: [{ effectiveFrom: plainDate('2012-07-01'), charges: [{ code: 'energy', kind: 'energy', rate }] }],
})

/** The tariff documents of the demonstration, with the names under which files mention them. */
export const DEMO_TARIFFS: readonly { document: TariffDocument; synonyms: string[] }[] = [
  { document: flat('RES-1', 'residential', '居民生活', 'Residential', '0.5469'), synonyms: ['居民照明', '居民', '居民生活用电', '城乡居民'] },
  { document: flat('COM-1', 'general-commercial', '一般工商业', 'General commercial', '0.7335'), synonyms: ['工商业', '一般工商业及其他', '商业'] },
  { document: flat('AGR-1', 'agricultural', '农业生产', 'Agricultural', '0.5140'), synonyms: ['农业', '农业生产用电', '农业排灌'] },
]
