/** Reasons in words for the command line; the screens have theirs in the messages. */
import type { Feature } from '@/domain/suspects/features'
import type { DomainError } from '@/domain/errors'
import type { Sign } from '@/domain/suspects/rules'

export const NOTHING = 'nothing about it is unusual for its recorded category'

export const SILENT = 'there is no reading to judge by'

/** Why a file is no table that can be read. */
export function fileFaultText({ code, params }: DomainError): string {
  const of = (name: string): string => String(params[name] ?? '')
  switch (code) {
    case 'file-empty':
      return 'empty; expected the columns account,category,month,energy_kwh'
    case 'file-wrong-kind':
      return `a ${of('kind')} file; expected CSV or xlsx`
    case 'file-open-quote':
      return `line ${of('row')}: a quotation mark is opened and never closed`
    case 'file-too-many':
      return 'a line without end, or more than 200 columns'
    default:
      return `cannot be read as CSV or xlsx (${code})`
  }
}

export function signText({ rule, params }: Sign): string {
  const of = (name: string): string => String(params[name] ?? '')
  switch (rule) {
    case 'shop-level':
      return `uses ${of('kwh')} kWh a month: more than nine in ten of its recorded category (${of('high')} kWh); the target's middle is ${of('middle')} kWh`
    case 'shop-season':
      return `its months run as the target's do: ${of('percent')} % of the way from the recorded category's season`
    case 'shop-name':
      return `its name ends as the target's do, ${of('times')} times as often as among its own`
    case 'neighbours':
      return `${of('percent')} % of its neighbours are recorded as the target`
    case 'zero-readings':
      return `no use in the last ${of('months')} months after it was in use`
    case 'frozen-readings':
      return `the same reading of ${of('kwh')} kWh in ${of('months')} months running`
    case 'sudden-step':
      return `from ${of('month')} on ${of('times')} times ${of('direction') === 'up' ? 'more' : 'less'} than before, season taken out`
    case 'split-never-applied':
    case 'split-not-verified':
    case 'use-swaps':
    case 'step-after-handover':
    case 'other-price':
      return rule
  }
}

const PLAIN: Partial<Record<Feature, string>> = {
  season: 'where its season lies between the two categories', spread: 'how much its months differ', roughness: 'how irregular its months are', zeros: 'how many months are without use',
  peak: 'how far its highest month stands out', trough: 'how far its lowest month falls off', alternation: 'how its months alternate', step: 'a change of level', frozen: 'how often a reading repeats',
}
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** A feature's part in the score. */
export function contributionText({ feature, contribution, value }: { feature: Feature; contribution: number; value: number }, meanKwh: number): string {
  const side = contribution > 0 ? 'speaks for the target' : 'speaks against it'
  if (feature === 'level' || feature === 'mean') return `its level of ${Math.round(meanKwh)} kWh a month ${side}`
  const month = /^m(\d+)$/.exec(feature)
  if (month) {
    const percent = Math.round((Math.exp(value) - 1) * 100)
    return `${MONTHS[Number(month[1]) - 1] ?? ''} ${Math.abs(percent)} % ${percent < 0 ? 'below' : 'above'} what its recorded category's season would be ${side}`
  }
  return `${PLAIN[feature] ?? feature} ${side}`
}
