import { describe, expect, it } from 'vitest'
import { chargeNames, periodName, seasonName } from './charge-name'
import { translatorFor } from './translator'

const [inChinese, inEnglish] = [await translatorFor('zh-CN', 'tariffs'), await translatorFor('en', 'tariffs')]
const line = (charge: string, kind: 'energy' | 'fixed' | 'demand' | 'power-factor' | 'percent' | 'minimum' = 'energy', government = false) => ({ charge, kind, government })

describe('what a line of a bill is for', () => {
  it.each([
    [line('energy'), '电度电费', 'Energy charge'],
    [line('fund', 'energy', true), '政府性基金及附加', 'Government funds and surcharges'],
    [line('service', 'fixed'), '固定费用', 'Fixed charge'],
    [line('capacity', 'demand'), '基本电费', 'Demand or capacity charge'],
    [line('pf', 'power-factor'), '功率因数调整电费', 'Power-factor adjustment'],
    [line('city', 'percent'), '附加费', 'Surcharge'],
    [line('least', 'minimum'), '最低电费补足', 'Made up to the minimum'],
  ])('%j', (one, zh, en) => {
    expect(chargeNames([one], inChinese)(one)).toBe(zh)
    expect(chargeNames([one], inEnglish)(one)).toBe(en)
  })

  it('a code that is a name already stays', () => expect(chargeNames([line('重大水利基金')], inEnglish)(line('重大水利基金'))).toBe('重大水利基金'))

  it('codes tell apart what has one name; tiers and periods of one charge do not', () => {
    const two = [line('water', 'energy', true), line('rural', 'energy', true), line('energy'), line('energy')]
    expect(two.map(chargeNames(two, inChinese))).toEqual(['政府性基金及附加（water）', '政府性基金及附加（rural）', '电度电费', '电度电费'])
  })

  it('usual periods and seasons are named, others stay', () => {
    expect([periodName('peak', inEnglish), periodName('T1', inEnglish), seasonName('summer', inChinese), seasonName('七月', inChinese)]).toEqual(['peak', 'T1', '夏季', '七月'])
  })
})
