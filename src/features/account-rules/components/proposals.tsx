import { useLocale, useTranslations } from 'next-intl'
import type { SettingKey } from '@/domain/identity/account-rules'
import { Badge } from '@/ui/badge'
import { Below, ColumnTable, type Column } from '@/ui/column-table'
import { formatDate, formatInstant } from '@/ui/format'
import type { SettingProposal } from '../queries'
import { ProposalSteps } from './proposal-steps'

const TONES = { proposed: 'warn', accepted: 'good', rejected: 'neutral', withdrawn: 'neutral' } as const

interface ProposalsProps {
  proposals: readonly SettingProposal[]
  words: (key: SettingKey, value: string) => string
  /** What holds of each rule today. */
  inForce: ReadonlyMap<string, string>
  /** Who looks; null for one who may only read. */
  userId: string | null
}

/** What was proposed: from what to what, from when, why, by whom, and who decided; the steps a viewer may take stand beside it. */
export function Proposals({ proposals, words, inForce, userId }: ProposalsProps) {
  const t = useTranslations('accountRules')
  const locale = useLocale()
  const columns: Column<SettingProposal>[] = [
    {
      head: t('key'),
      cell: ({ key, value, effectiveFrom, state }) => (
        <div className="whitespace-normal">
          <span className="font-medium">{t(`names.${key}`)}</span>
          {state === 'proposed' && <Below>{t('proposals.before', { value: words(key, inForce.get(key) ?? '') })}</Below>}
          <span className="block">
            {t('proposals.after', { value: words(key, value) })} <span className="text-muted">{t('proposals.from', { date: formatDate(effectiveFrom, locale) })}</span>
          </span>
        </div>
      ),
    },
    {
      head: t('proposals.why'),
      cell: ({ reason, source }) => (
        <div className="whitespace-normal sm:min-w-40">
          {reason}
          <Below>{source}</Below>
        </div>
      ),
    },
    {
      head: t('proposals.by'),
      cell: ({ proposedByName, proposedAt }) => (
        <>
          {proposedByName}
          <Below>{formatInstant(proposedAt, locale)}</Below>
        </>
      ),
    },
    {
      head: t('proposals.decided'),
      cell: ({ decidedByName, decisionReason }) => (
        <>
          {decidedByName}
          <Below>{decisionReason}</Below>
        </>
      ),
    },
    {
      head: t('proposals.state'),
      cell: ({ id, state, proposedById }) => (
        <>
          <Badge tone={TONES[state]}>{t(`proposals.states.${state}`)}</Badge>
          {state === 'proposed' && userId !== null && <ProposalSteps id={id} own={proposedById === userId} />}
        </>
      ),
    },
  ]
  return <ColumnTable stacks caption={t('proposals.title')} columns={columns} rows={proposals} keyOf={({ id }) => id} />
}
