import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDate } from '@/domain/plain-date'
import { EMPTY_SHEET, TOOL_SPECS } from '@/domain/quality/tool-sheet'
import { TOOL_KINDS, type ToolKind } from '@/domain/quality/vocabulary'
import { plain } from '../drawing/scale'
import type { Drawing } from '../drawing/shapes'
import { clipped, textWidth, wrapped } from '../drawing/words'
import { toolDrawing } from './tool-drawing'

const WORDS = { before: 'before', after: 'after', mean: 'mean', count: 'count', agreed: 'agreed', planned: 'planned', actual: 'actual', month: (month: string) => month }
const TODAY = plainDate('2013-08-15')

const cellText = fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 500 }).map(String), fc.constantFrom('c1', 'c2', '普查', 'yes', '2013-07-01', '2013-09-30', '−3', '0', 'p', 'u', 'laney'))
const rowOf = (kind: ToolKind) => fc.record(Object.fromEntries(TOOL_SPECS[kind].columns.map(({ key }) => [key, cellText])))
const settingsOf = (kind: ToolKind) => fc.record(Object.fromEntries(TOOL_SPECS[kind].settings.map(({ key }) => [key, cellText])))

const numbersIn = (value: unknown): number[] => (typeof value === 'number' ? [value] : Array.isArray(value) ? value.flatMap(numbersIn) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [])

describe('every tool is drawn', () => {
  it.each([...TOOL_KINDS])('%s: whatever stands in it, every place is a number', (kind) => {
    fc.assert(
      fc.property(fc.array(rowOf(kind), { maxLength: 12 }), settingsOf(kind), (rows, settings) => {
        const drawing: Drawing | null = toolDrawing(kind, 'title', { ...EMPTY_SHEET, rows, settings }, WORDS, TODAY)
        expect(numbersIn(drawing).filter((value) => !Number.isFinite(value))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('words', () => {
  it('are fitted and broken to a width', () => {
    expect(textWidth('电费', 12)).toBe(24)
    expect(clipped('查实用电类别', 40, 12)).toBe('查实…')
    expect(wrapped('分类电价执行不到位', 40, 12)).toEqual(['分类电', '价执行', '不到位'])
    expect(wrapped('two part tariff', 60, 12)).toEqual(['two part', 'tariff'])
  })

  it('of figures are short', () => {
    expect([plain(1234.5), plain(-0.583742)]).toEqual(['1,235', '−0.58374'])
  })
})
