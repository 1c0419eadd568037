import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { DecideProposal } from '@/features/register-changes/components/decide-proposal'
import { ProposedRows } from '@/features/register-changes/components/proposed-rows'
import { UndoChange } from '@/features/register-changes/components/undo-change'
import { findChange, proposedRows } from '@/features/register-changes/queries'
import { requireViewer } from '@/server/session'
import { Badge, Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatCount, formatInstant } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

interface ProposalPageProps {
  params: Promise<{ id: string }>
}

const SHOWN = 500

export async function generateMetadata() {
  const t = await getTranslations('registerChanges')
  return { title: t('roundTrip.title') }
}

export default async function ProposalPage({ params }: ProposalPageProps) {
  const viewer = await requireViewer('accounts.read')
  const { id } = await params
  const change = /^\d{1,18}$/.test(id) ? await findChange(viewer, BigInt(id)) : null
  if (change?.kind !== 'round-trip') notFound()
  const [t, accounts, shell, locale, rows] = await Promise.all([getTranslations('registerChanges'), getTranslations('accounts'), getTranslations('shell'), getLocale(), proposedRows(viewer, change)])
  const open = rows.filter(({ refusal }) => refusal === null)
  const refused = rows.length - open.length
  const categories = open.filter(({ after }) => after.category !== undefined).length
  const mayChange = mayDo(viewer.role, 'register.change')
  const mayApply = mayChange && open.length > 0 && (categories === 0 || (change.createdById !== viewer.userId && mayDo(viewer.role, 'work-orders.decide')))
  return (
    <>
      <PageHeader
        title={
          <>
            {t('titleOf', { kind: t('kinds.round-trip'), number: id })} <Badge tone={change.state === 'applied' ? 'good' : 'neutral'}>{change.undoneById === null ? t(`states.${change.state}`) : t('undone')}</Badge>
          </>
        }
        description={`${change.fileName ?? ''} · ${t('byAt', { by: change.createdByName, at: formatInstant(change.createdAt, locale) })}`}
        crumbs={[{ label: accounts('title'), href: '/accounts' }, { label: t('roundTrip.title'), href: '/accounts/round-trip' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <ClientMessages namespaces={['registerChanges']}>
            {change.state === 'applied' && mayChange && change.undoneById === null && <UndoChange id={id} effect={t('undo.effect', { count: formatCount(change.accounts) })} />}
            {change.undoneById !== null && <LinkButton href={`/accounts/changes/${change.undoneById}`}>{t('undoneBy')}</LinkButton>}
          </ClientMessages>
        }
      />
      <div className="grid gap-4">
        {change.state === 'proposed' && (
          <Card title={t('roundTrip.decide')}>
            <div className="grid gap-3">
              {categories > 0 && <Notice tone="warn">{t('roundTrip.categories', { count: formatCount(categories) })}</Notice>}
              {mayChange && (
                <ClientMessages namespaces={['registerChanges']}>
                  <DecideProposal id={id} effect={t('roundTrip.effect', { count: formatCount(open.length), refused: formatCount(refused) })} mayApply={mayApply} />
                </ClientMessages>
              )}
            </div>
          </Card>
        )}
        {change.state === 'applied' && (
          <Notice tone="good" role="status" title={t('roundTrip.applied', { count: formatCount(change.accounts), refused: formatCount(refused) })}>
            {t('byAt', { by: change.appliedByName ?? '', at: formatInstant(change.appliedAt ?? change.createdAt, locale) })} · {change.reason}
          </Notice>
        )}
        <Card flush title={rows.length > SHOWN ? t('accountsFirst', { count: formatCount(rows.length), shown: formatCount(SHOWN) }) : t('roundTrip.rows')}>
          <ProposedRows rows={rows.slice(0, SHOWN)} english={locale === 'en'} />
        </Card>
      </div>
    </>
  )
}
