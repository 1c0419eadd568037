import { describe, expect, it } from 'vitest'
import { billingMonth } from '@/domain/plain-date'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { notedBelow, notesAt } from './noted'

const [MAY, JUNE, JULY] = [billingMonth('2013-05'), billingMonth('2013-06'), billingMonth('2013-07')]
const NOTES = [{ month: JUNE, text: 'price change' }, { month: JULY, text: 'heat wave' }]
const ranking: ChartSpec = { id: 'rank', kind: 'ranked', title: '', labelHead: '', labels: [], series: [], unit: '元', unitPower: 0, fromZero: true, notes: [], locale: 'zh-CN', covers: '' }

describe('notes on months', () => {
  it('stand at their month on an axis of months, and nowhere when it is not there', () => {
    expect(notesAt([MAY, JULY], NOTES)).toEqual([{ at: 1, text: 'heat wave' }])
  })

  it('stand under a chart without such an axis, those of its own months only, after what it says itself', () => {
    expect(notedBelow({ ...ranking, footnote: 'in money' }, [JULY], NOTES).footnote).toBe('in money · 2013年7月 · heat wave')
    expect(notedBelow(ranking, [JUNE, JULY], NOTES).footnote).toBe('2013年6月 · price change · 2013年7月 · heat wave')
    expect(notedBelow(ranking, [MAY], NOTES)).toEqual(ranking)
  })
})
