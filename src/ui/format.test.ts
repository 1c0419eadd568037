import { describe, expect, it } from 'vitest'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { formatDate, formatKwh, formatMonth, formatPercent, formatSignedCount, formatSignedYuan, formatWanYuan, formatYuan } from './format'

describe('what people read', () => {
  it.each([
    [formatYuan(fen(44_050_621n)), '440,506.21'],
    [formatYuan(fen(-5n)), '−0.05'],
    [formatSignedYuan(fen(5_973_634n)), '+59,736.34'],
    [formatSignedYuan(fen(0n)), '0.00'],
    [formatWanYuan(fen(44_050_621n)), '44.05'],
    [formatKwh(wh(754_625_000n)), '754,625'],
    [formatKwh(wh(1_500n)), '1.5'],
    [formatSignedCount(-127), '−127'],
    [formatPercent('13.56'), '+13.56 %'],
    [formatPercent('-40.22'), '−40.22 %'],
    [formatPercent(null), '—'],
    [formatMonth(billingMonth('2013-07'), 'zh-CN'), '2013年7月'],
    [formatMonth(billingMonth('2013-07'), 'en'), 'Jul 2013'],
    [formatDate(plainDate('2013-07-01'), 'zh-CN'), '2013年7月1日'],
    [formatDate(plainDate('2013-07-01'), 'en'), '1 Jul 2013'],
    [formatYuan(fen(123_456_789_012_345_678n)), '1,234,567,890,123,456.78'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected)
  })
})
