/** How a period's kWh lie over its days: as readings say, and between readings evenly. */
import { daysBetween, type PlainDate } from '../plain-date'
import { add, multiply, ratio, subtract, sum, ZERO, type Ratio } from '../ratio'
import type { Registers, Span } from './rating-types'

export interface Reading {
  at: PlainDate
  /** kWh used from the period's start up to `at`. */
  registers: Registers
}

/** The kWh of each register that fall into `part` of the period. Parts that cover the period add up to its usage. */
export function usageWithin(part: Span, period: Span, usage: Registers, readings: readonly Reading[]): Registers {
  const result = new Map<string, Ratio>()
  for (const [register, whole] of usage) {
    const points = [
      { at: period.from, kwh: ZERO },
      ...readings.map((reading) => ({ at: reading.at, kwh: reading.registers.get(register) ?? ZERO })),
      { at: period.to, kwh: whole },
    ]
    const pieces = points.slice(1).map((end, index) => {
      const start = points[index] ?? end
      const days = overlapDays(part, { from: start.at, to: end.at })
      return multiply(subtract(end.kwh, start.kwh), ratio(BigInt(days), BigInt(daysBetween(start.at, end.at))))
    })
    result.set(register, sum(pieces))
  }
  return result
}

/** Days that two spans share. */
export function overlapDays(a: Span, b: Span): number {
  const from = a.from > b.from ? a.from : b.from
  const to = a.to < b.to ? a.to : b.to
  return Math.max(0, daysBetween(from, to))
}

export const totalOf = (usage: Registers): Ratio => [...usage.values()].reduce(add, ZERO)

export const scaleRegisters = (usage: Registers, factor: Ratio): Registers =>
  new Map([...usage].map(([register, kwh]) => [register, multiply(kwh, factor)]))
