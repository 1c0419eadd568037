import type { BillLine } from '@/domain/tariff/rating-types'
import type { useTranslations } from 'next-intl'

type Words = ReturnType<typeof useTranslations<'tariffs'>>

type Charged = Pick<BillLine, 'charge' | 'kind' | 'government'>

/**
 * What a bill's lines are for, in the reader's words: by kind, since a code is the tariff's own. A code that is a name
 * already (written in Chinese) stays; where two charges of a bill would have one name, their codes tell them apart.
 */
export function chargeNames(lines: readonly Charged[], t: Words): (line: Charged) => string {
  const nameOf = ({ charge, kind, government }: Charged) => (/\p{Script=Han}/u.test(charge) ? charge : t(`chargeNames.${government ? 'government' : kind}`))
  const codes = new Map<string, Set<string>>()
  for (const line of lines) codes.set(nameOf(line), (codes.get(nameOf(line)) ?? new Set()).add(line.charge))
  return (line) => {
    const name = nameOf(line)
    return (codes.get(name)?.size ?? 0) > 1 ? t('chargeWithCode', { name, code: line.charge }) : name
  }
}

const PERIODS = ['sharp', 'peak', 'flat', 'valley', 'deep-valley'] as const
const SEASONS = ['summer', 'winter', 'other', 'wet', 'dry', 'normal'] as const

const known = <Name extends string>(names: readonly Name[], text: string): Name | undefined => names.find((name) => name === text)

/** A time-of-use period or a season, where its code is a usual one; else the code. */
export function periodName(code: string, t: Words): string {
  const name = known(PERIODS, code)
  return name === undefined ? code : t(`periodNames.${name}`)
}

export function seasonName(code: string, t: Words): string {
  const name = known(SEASONS, code)
  return name === undefined ? code : t(`seasonNames.${name}`)
}
