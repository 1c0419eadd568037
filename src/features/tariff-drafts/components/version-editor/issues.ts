import { useTranslations } from 'next-intl'

/** What keeps a document from fitting the format: where, and why in the schema's words. */
export interface Issue {
  path: readonly (string | number)[]
  message: string
}

const key = (path: readonly (string | number)[]): string => path.join('\u0000')

/** `charges[2].tiers[0].upTo`. */
export const pathText = (path: readonly (string | number)[]): string =>
  path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`), '') || '(document)'

/** The schema's messages that a person needs in their own words, by how they begin. */
const KNOWN = [
  ['expected a decimal number', 'decimal'], ['expected a date', 'date'], ['must not be empty', 'empty'], ['expected a day of the year', 'monthDay'],
  ['expected either rate or tiers', 'rateOrTiers'], ['the last tier has no limit', 'lastTier'], ['expected a limit', 'limitMissing'], ['must be more than the limit', 'limitOrder'],
  ['unknown season', 'unknownSeason'], ['unknown period', 'unknownPeriod'], ['expected with tierBasis days', 'tierDays'], ['expected the codes', 'ofMissing'],
  ['no charge has the code', 'ofUnknown'], ['must be more than 0', 'positive'], ['expected at least one charge', 'noCharges'],
] as const

export type IssueAt = (...path: (string | number)[]) => string | undefined

/** Looks up the issue at a path, in the language of the screen. */
export function useIssues(issues: readonly Issue[]): { at: IssueAt; text: (issue: Issue) => string } {
  const t = useTranslations('tariffDrafts.faults')
  const text = ({ message }: Issue): string => {
    const known = KNOWN.find(([beginning]) => message.startsWith(beginning))
    return known ? t(known[1]) : message
  }
  const byPath = new Map(issues.map((issue) => [key(issue.path), issue]))
  return {
    text,
    at: (...path) => {
      const issue = byPath.get(key(path))
      return issue && text(issue)
    },
  }
}
