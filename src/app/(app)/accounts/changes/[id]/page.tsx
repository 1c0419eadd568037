import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { ChangedAccounts } from '@/features/register-changes/components/changed-accounts'
import { changeHref } from '@/features/register-changes/components/change-table'
import { UndoChange } from '@/features/register-changes/components/undo-change'
import { changedAccounts, findChange } from '@/features/register-changes/queries'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatCount, formatInstant } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'

interface ChangePageProps {
  params: Promise<{ id: string }>
}

const SHOWN = 200

export async function generateMetadata({ params }: ChangePageProps) {
  return { title: (await params).id }
}

export default async function ChangePage({ params }: ChangePageProps) {
  const viewer = await requireViewer('accounts.read')
  const { id } = await params
  const change = /^\d{1,18}$/.test(id) ? await findChange(viewer, BigInt(id)) : null
  if (!change) notFound()
  if (change.kind === 'round-trip') redirect(changeHref(change))
  const [t, accounts, shell, locale, rows] = await Promise.all([getTranslations('registerChanges'), getTranslations('accounts'), getTranslations('shell'), getLocale(), changedAccounts(viewer, BigInt(id), SHOWN)])
  const mayUndo = mayDo(viewer.role, 'register.change') && change.kind !== 'undo' && change.undoneById === null
  return (
    <>
      <PageHeader
        title={t('titleOf', { kind: t(`kinds.${change.kind}`), number: id })}
        description={t('byAt', { by: change.appliedByName ?? change.createdByName, at: formatInstant(change.appliedAt ?? change.createdAt, locale) })}
        crumbs={[{ label: accounts('title'), href: '/accounts' }, { label: t('title'), href: '/accounts/changes' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          mayUndo && (
            <ClientMessages namespaces={['registerChanges']}>
              <UndoChange id={id} effect={t('undo.effect', { count: formatCount(change.accounts) })} />
            </ClientMessages>
          )
        }
      />
      <div className="grid gap-4">
        {change.undoneById !== null && (
          <Notice tone="warn">
            {t('undoneBy')}{' '}
            <Link href={`/accounts/changes/${change.undoneById}`} className="underline underline-offset-2">
              {change.undoneById}
            </Link>
          </Notice>
        )}
        {change.undoesId !== null && (
          <Notice>
            {t('undoes')}{' '}
            <Link href={`/accounts/changes/${change.undoesId}`} className="text-accent underline underline-offset-2">
              {change.undoesId}
            </Link>
          </Notice>
        )}
        <Card title={t('reason')}>{change.reason === '' ? change.fileName : change.reason}</Card>
        <Card flush title={change.accounts > SHOWN ? t('accountsFirst', { count: formatCount(change.accounts), shown: formatCount(SHOWN) }) : t('accountsOf', { count: formatCount(change.accounts) })}>
          <ChangedAccounts rows={rows} />
        </Card>
      </div>
    </>
  )
}
