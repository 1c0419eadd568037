import { describe, expect, it } from 'vitest'
import { catalogueDocumentSchema } from './catalogue-document'
import { formatIssues, tariffDocumentSchema } from './document'
import { IN_WORDS } from './document-faults'

type Json = Record<string, unknown>

const header = { category: 'X', name: { 'zh-CN': '某类', en: 'Some' }, class: 'other', currency: 'CNY' }
const version = (more: Json): Json => ({ effectiveFrom: '2013-01-01', charges: [{ code: 'energy', kind: 'energy', rate: '1' }], ...more })
const document = (...versions: Json[]): Json => ({ ...header, versions })
const faultsOf = (value: unknown, schema: typeof tariffDocumentSchema = tariffDocumentSchema) => {
  const { error } = schema.safeParse(value, IN_WORDS)
  return error ? formatIssues(error) : []
}
const energy = (more: Json): Json => ({ code: 'energy', kind: 'energy', rate: '1', ...more })

describe('every fault of a document is told at once', () => {
  it('a gap of seasons, tiers out of order and an unknown period beside a rate that is a number', () => {
    const faults = faultsOf(
      document(
        version({
          seasons: [{ name: 'summer', from: '05-01', to: '10-30' }, { name: 'other', from: '11-01', to: '04-30' }],
          charges: [energy({ rate: 0.5 }), energy({ code: 'b', rate: undefined, tiers: [{ upTo: '200', rate: '1' }, { upTo: '100', rate: 'x' }, { rate: '2' }], period: 'night' }), 7],
        }),
        version({ effectiveFrom: '2012-01-01' }),
      ),
    )
    expect(faults.toSorted()).toEqual([
      'versions[0].charges[0].rate: expected a decimal number as text, such as "0.589"',
      'versions[0].charges[1].period: unknown period night; the version has none',
      'versions[0].charges[1].tiers[1].rate: expected a decimal number as text, such as "0.589"',
      'versions[0].charges[1].tiers[1].upTo: must be more than the limit before it (200)',
      'versions[0].charges[2]: expected a kind of charge: energy, fixed, demand, power-factor, percent or minimum',
      'versions[0].seasons: no season holds 10-31: together they cover the year once',
      'versions[1].effectiveFrom: must lie after the version before it (2013-01-01)',
    ])
  })

  it('in words, each unknown field by itself', () => {
    const faults = faultsOf({ ...header, name: undefined, minorDigits: 'two', more: 1, most: 2, versions: [version({ charges: {}, periods: ['a', 3] })] })
    expect(faults.toSorted()).toEqual([
      'minorDigits: expected a number, found the text "two"',
      'more: unknown field: leave it out',
      'most: unknown field: leave it out',
      'name: expected an object, found nothing',
      'versions[0].charges: expected a list, found an object',
      'versions[0].periods[1]: expected text, found 3',
    ])
    expect(faultsOf(document(version({ charges: [{ code: 'f', kind: 'fixed', amount: '1', per: 'week' }] })))).toEqual([
      'versions[0].charges[0].per: expected month, day, bill; found the text "week"',
    ])
  })
})

const YEAR = [{ name: 'summer', from: '05-01', to: '10-31' }, { name: 'other', from: '11-01', to: '04-30' }]

describe('what a document may not say', () => {
  it.each<[string, Json, string[]]>([
    ['a day that does not exist', { seasons: [{ name: 'a', from: '05-01', to: '09-31' }, { name: 'b', from: '10-01', to: '04-30' }] }, ['seasons[0].to: there is no day 09-31 in the year']],
    ['a plus sign', { charges: [energy({ rate: '+1' }), energy({ code: 'b', rate: undefined, tiers: [{ upTo: '+5', rate: '1' }, { rate: '+2' }] })] }, [
      'charges[0].rate: expected a decimal number as text, without a plus sign',
      'charges[1].tiers[0].upTo: expected a decimal number as text, without a plus sign',
      'charges[1].tiers[1].rate: expected a decimal number as text, without a plus sign',
    ]],
    ['a code twice', { charges: [energy({}), { code: 'energy', kind: 'fixed', amount: '1', per: 'month' }, energy({})] }, [
      'charges[1].code: energy is the code of charge 1 too: each charge needs one of its own',
      'charges[2].code: energy is the code of charge 1 too: each charge needs one of its own',
    ]],
    ['how tiers count without tiers', { charges: [energy({ tierBasis: 'month', tierDays: 30, tierCounts: 'total', tierMode: 'block' })] }, [
      'charges[0].tierBasis: says nothing without tiers: leave it out', 'charges[0].tierDays: says nothing without tiers: leave it out',
      'charges[0].tierCounts: says nothing without tiers: leave it out', 'charges[0].tierMode: says nothing without tiers: leave it out',
    ]],
    ['percentages of each other', { charges: [energy({}), { code: 'a', kind: 'percent', of: ['b', 'energy'], rate: '1' }, { code: 'b', kind: 'percent', of: ['a'], rate: '1' }] }, [
      'charges[1].of[0]: b is a percentage that comes later: it would count as nothing, so put it before this one',
    ]],
  ])('%s', (_name, more, faults) => {
    expect(faultsOf(document(version(more)))).toEqual(faults.map((fault) => `versions[0].${fault}`))
  })

  it('but one code may stand for a price by season or period, 29 February be the last day of one, and a percentage be of an earlier one', () => {
    expect(faultsOf(document(version({ seasons: YEAR, charges: [energy({ season: 'summer' }), energy({ season: 'other' })] })))).toEqual([])
    expect(faultsOf(document(version({ seasons: [{ name: 'a', from: '03-01', to: '12-31' }, { name: 'b', from: '01-01', to: '02-29' }] })))).toEqual([])
    expect(faultsOf(document(version({ charges: [energy({}), { code: 'a', kind: 'percent', of: ['energy'], rate: '1' }, { code: 'b', kind: 'percent', of: ['a'], rate: '1' }] })))).toEqual([])
  })
})

describe('the catalogue asks for more', () => {
  const faults = (value: unknown) => faultsOf(value, catalogueDocumentSchema)

  it('yuan and fen, while `rate` takes any currency', () => {
    const foreign = { ...document(version({})), currency: 'JPY', minorDigits: 0 }
    expect(faults(foreign)).toEqual(['currency: the books are kept in yuan: expected CNY, found JPY', 'minorDigits: the books are kept in fen: expected 2 or nothing, found 0'])
    expect(faultsOf(foreign)).toEqual([])
    expect(faults({ ...document(version({})), minorDigits: 2 })).toEqual([])
  })

  it('a price for every period and season, where one has its own', () => {
    const periods = ['peak', 'valley']
    expect(faults(document(version({ periods, charges: [energy({ period: 'peak' })] })))).toEqual(['versions[0].periods[1]: no energy charge rates valley: its energy would go unbilled'])
    expect(faults(document(version({ seasons: YEAR, charges: [energy({ season: 'summer' })] })))).toEqual(['versions[0].seasons[1]: no energy charge rates other: its energy would go unbilled'])
    expect(faults(document(version({ seasons: YEAR, periods, charges: [energy({ season: 'summer', period: 'peak' }), energy({ period: 'valley', season: 'summer' }), energy({ season: 'other', period: 'peak' })] })))).toEqual([
      'versions[0].seasons[1]: no energy charge rates valley in other: its energy would go unbilled',
    ])
    expect(faults(document(version({ periods, charges: [energy({ period: 'peak' }), energy({ code: 'fund', government: true })] })))).toHaveLength(1)
  })

  it.each<[string, Json]>([
    ['a price without a period beside one with', { periods: ['peak', 'valley'], charges: [energy({ code: 'extra', period: 'peak' }), energy({})] }],
    ['periods without prices of their own', { periods: ['peak', 'valley'] }],
    ['seasons without prices of their own', { seasons: YEAR }],
    ['no energy charge at all', { periods: ['peak'], charges: [{ code: 'f', kind: 'fixed', amount: '1', per: 'month' }] }],
  ])('which %s has', (_name, more) => {
    expect(faults(document(version(more)))).toEqual([])
  })
})
