import Image from 'next/image'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { CHECKS, type Answer, type Check } from '@/domain/campaigns/checklist'
import { maskName } from '@/domain/identity/masking'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ColumnTable, type Column } from '@/ui/column-table'
import { EmptyState } from '@/ui/empty-state'
import { formatDate, formatInstant } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { proposalWords } from '../phone/proposal'
import type { InspectionDetail } from '../queries'
import { OpenOrderButton } from './open-order-button'

const TONES = { finding: 'warn', as_recorded: 'good', no_access: 'neutral' } as const

/** What the visits of a campaign found, with their evidence and the work orders made of them. */
export async function FindingList({ inspections, mayPrepare }: { inspections: readonly InspectionDetail[]; mayPrepare: boolean }) {
  const [t, locale] = await Promise.all([getTranslations('inspections'), getLocale()])
  const title = t('list.title')
  if (inspections.length === 0) return <Card title={title} className="mb-4"><EmptyState title={t('list.none')} /></Card>
  const columns: Column<InspectionDetail>[] = [
    {
      head: t('list.account'),
      cell: ({ account, inspectorName, inspectedAt }) => (
        <>
          <Link href={`/accounts/${account.accountNo}`} className="text-accent tabular hover:underline">
            {account.accountNo}
          </Link>
          <span className="block">{maskName(account.name)}</span>
          <span className="text-muted block text-sm">{`${inspectorName} · ${formatInstant(inspectedAt, locale)}`}</span>
        </>
      ),
    },
    {
      head: t('facts.outcome'),
      cell: ({ outcome, finding }) => (
        <>
          <Badge tone={TONES[outcome]}>{t(`outcomes.${outcome}`)}</Badge>
          {finding && <span className="mt-1 block">{t(`findings.${finding}`)}</span>}
        </>
      ),
    },
    {
      head: t('facts.proposal'),
      cell: ({ terms, effectiveFrom }) => (
        <>
          {terms ? proposalWords(terms) : '—'}
          {effectiveFrom && <span className="text-muted block text-sm">{t('list.since', { date: formatDate(effectiveFrom, locale) })}</span>}
        </>
      ),
    },
    {
      head: t('facts.note'),
      cell: ({ note, checks }) => (
        <div className="whitespace-normal sm:min-w-48">
          {note || '—'}
          <Answers checks={checks} summary={t('form.checklist')} words={(check, answer) => `${t(`checks.${check}`)} ${t(`answers.${answer}`)}`} />
        </div>
      ),
    },
    {
      head: t('list.evidence'),
      cell: (one) => (
        <>
          <Evidence inspection={one} words={{ photo: t('list.photo'), signature: t('list.signature') }} />
          {one.position && <span className="text-muted tabular mt-1 block text-sm">{t('form.positionIs', one.position)}</span>}
        </>
      ),
    },
    {
      head: t('list.next'),
      cell: ({ stationId, id, outcome, orderNumber }) =>
        orderNumber !== null ? (
          <LinkButton href={`/work-orders/${orderNumber}`}>{orderNumber}</LinkButton>
        ) : (
          mayPrepare && outcome === 'finding' && <OpenOrderButton inspection={`${stationId}-${id}`} />
        ),
    },
  ]
  return (
    <Card flush title={title} className="mb-4">
      <ColumnTable stacks caption={title} columns={columns} rows={inspections} keyOf={({ id }) => String(id)} />
    </Card>
  )
}

/** What was answered on the checklist, folded away. */
function Answers({ checks, summary, words }: { checks: InspectionDetail['checks']; summary: string; words: (check: Check, answer: Answer) => string }) {
  const answered = CHECKS.flatMap((check) => (checks[check] === undefined ? [] : [{ check, answer: checks[check] }]))
  if (answered.length === 0) return null
  return (
    <details className="mt-1 text-sm">
      <summary className="text-muted cursor-pointer py-1">{`${summary} · ${answered.length}`}</summary>
      <ul className="list-disc pl-5">
        {answered.map(({ check, answer }) => (
          <li key={check}>{words(check, answer)}</li>
        ))}
      </ul>
    </details>
  )
}

function Evidence({ inspection: { files }, words }: { inspection: InspectionDetail; words: { photo: string; signature: string } }) {
  if (files.length === 0) return '—'
  return (
    <ul className="flex flex-wrap gap-1.5">
      {files.map(({ kind, sha256 }, place) => (
        <li key={sha256}>
          <a href={`/inspections/files/${sha256}`} target="_blank" rel="noreferrer" className="block">
            <Image unoptimized src={`/inspections/files/${sha256}`} alt={`${words[kind]} ${place + 1}`} width={56} height={56} className="border-line size-14 rounded border bg-white object-cover" />
          </a>
        </li>
      ))}
    </ul>
  )
}
