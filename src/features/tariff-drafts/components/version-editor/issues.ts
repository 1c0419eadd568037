import { useTranslations } from 'next-intl'
import type { Fault } from '@/domain/tariff/document-faults'

/** What keeps a document from fitting the catalogue: where, and why in the schema's words. */
export type Issue = Fault

const key = (path: readonly (string | number)[]): string => path.join('\u0000')

/** The schema's messages in the words of the screen; what stands in brackets is carried over as `a` and `b`. */
const KNOWN = [
  [/without a plus sign/, 'plus'], [/^expected a decimal number/, 'decimal'], [/^expected a date/, 'date'], [/^must not be empty/, 'empty'], [/^longer than/, 'tooLong'],
  [/^expected a day of the year/, 'monthDay'], [/^there is no day (\S+)/, 'noSuchDay'], [/^(.+) is named twice$/, 'namedTwice'], [/^no season holds (\S+):/, 'seasonGap'],
  [/^overlaps another season on (\S+)/, 'seasonOverlap'], [/cannot be called total/, 'registerTotal'], [/^expected either rate or tiers/, 'rateOrTiers'],
  [/^says nothing without tiers/, 'withoutTiers'], [/^the last tier has no limit/, 'lastTier'], [/^expected a limit/, 'limitMissing'], [/^must be more than the limit/, 'limitOrder'],
  [/^unknown season/, 'unknownSeason'], [/^unknown period/, 'unknownPeriod'], [/^expected with tierBasis days/, 'tierDays'], [/^expected the codes/, 'ofMissing'],
  [/^no charge has the code/, 'ofUnknown'], [/cannot be taken of itself/, 'ofItself'], [/^(.+) is a percentage that comes later/, 'ofLater'],
  [/^(.+) is the code of charge (\d+) too/, 'codeTwice'], [/^must be more than 0/, 'positive'], [/^expected at least one charge/, 'noCharges'], [/^expected at least/, 'atLeastOne'],
  [/^no energy charge rates (.+): its/, 'unrated'], [/^the books are kept in yuan/, 'currency'], [/^the books are kept in fen/, 'minorDigits'], [/^unknown field/, 'unknownField'],
  [/^expected a kind of charge/, 'kind'], [/^must lie after the version before it \((.+)\)/, 'versionOrder'], [/found nothing$/, 'missing'], [/^expected (.+); found (.+)$/, 'oneOf'],
  [/^expected (.+), found (.+)$/, 'wrongType'], [/^must be at most (\S+)/, 'most'], [/^must be at least (\S+)/, 'least'],
  [/^two rows have this code/, 'rowTwice'], [/^there is no such row/, 'rowMissing'], [/^two prices stand/, 'twoPrices'], [/^a price without a tier/, 'tierBeside'],
] as const

export type IssueAt = (...path: (string | number)[]) => string | undefined

/** Turns the schema's messages into the language of the screen. */
export function useFaultText(): (fault: Pick<Fault, 'message'>) => string {
  const t = useTranslations('tariffDrafts.faults')
  return ({ message }) => {
    for (const [pattern, name] of KNOWN) {
      const match = pattern.exec(message)
      if (match) return t(name, { a: match[1] ?? '', b: match[2] ?? '' })
    }
    return message
  }
}

/** Looks up the issue at a path, in the language of the screen. */
export function useIssues(issues: readonly Issue[]): { at: IssueAt; text: (issue: Issue) => string } {
  const text = useFaultText()
  const byPath = new Map(issues.toReversed().map((issue) => [key(issue.path), issue]))
  return {
    text,
    at: (...path) => {
      const issue = byPath.get(key(path))
      return issue && text(issue)
    },
  }
}
