/** What a meter says of a billed period besides its total: as bills keep it, in the words of the tariff format. */
import * as z from 'zod'
import { wh, type Wh } from '../energy'
import { compare, divide, isZero, ratio, ratioFromDecimal, type Ratio } from '../ratio'
import { date, nonNegative } from './document'
import type { Registers } from './rating-types'
import { scaleRegisters, totalOf, type Reading } from './usage'

/** Watt-hours by period of the tariff, as decimal text. */
export const billRegistersSchema = z.record(z.string(), z.string().regex(/^\d+$/))

export const billMeterSchema = z.strictObject({
  demand: z.strictObject({ contract: nonNegative.optional(), maximum: nonNegative.optional() }).optional(),
  reactiveKvarh: nonNegative.optional(),
  lossKwh: nonNegative.optional(),
  /** kWh used from the period's start up to a day within it. */
  readings: z.array(z.object({ at: date }).catchall(nonNegative)).optional(),
})

export interface MeterFacts {
  /** Null for a plain meter. */
  registers: Registers | null
  readings: readonly Reading[]
  demand: { contract?: string | undefined; maximum?: string | undefined }
  reactive: Ratio | null
  loss: Ratio
}

const WH_PER_KWH = 1000n

export const PLAIN_METER: MeterFacts = { registers: null, readings: [], demand: {}, reactive: null, loss: ratio(0n) }

/** @param registers and `meter` as a bill's row has them, null where there is none @throws ZodError when they are not what the columns hold */
export function meterFactsOf({ registers, meter }: { registers: unknown; meter: unknown }): MeterFacts {
  if (registers === null && meter === null) return PLAIN_METER
  const { demand = {}, reactiveKvarh, lossKwh, readings = [] } = meter === null ? {} : billMeterSchema.parse(meter)
  return {
    registers: registers === null ? null : new Map(Object.entries(billRegistersSchema.parse(registers)).map(([name, energyWh]) => [name, ratio(BigInt(energyWh), WH_PER_KWH)])),
    readings: readings.map(({ at, ...kwh }) => ({ at, registers: new Map(Object.entries(kwh).map(([name, text]) => [name, ratioFromDecimal(text)])) })),
    demand,
    reactive: reactiveKvarh === undefined ? null : ratioFromDecimal(reactiveKvarh),
    loss: ratioFromDecimal(lossKwh ?? '0'),
  }
}

/**
 * The kWh by register: what the registers read, or all of it on the one that a plain meter has. Where energy has been moved
 * to or from another account, each register has its proportion of what is left.
 */
export function usageOf(energyWh: Wh, { registers }: MeterFacts): Registers {
  const kwh = ratio(energyWh, WH_PER_KWH)
  if (!registers) return new Map([['total', kwh]])
  const read = totalOf(registers)
  return compare(read, kwh) === 0 || isZero(read) ? registers : scaleRegisters(registers, divide(kwh, read))
}

/** The watt-hours that registers add up to. */
export const registersWh = (registers: Readonly<Record<string, string>>): Wh => wh(Object.values(registers).reduce((sum, text) => sum + BigInt(text), 0n))
