import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import type { Viewer } from '@/server/viewer'
import { Badge } from '@/ui/badge'
import { Below, ColumnTable, type Column } from '@/ui/column-table'
import { formatInstant } from '@/ui/format'
import type { UserChange } from '../user-queries'
import { UserChangeSteps } from './user-change-steps'

const TONES = { requested: 'warn', approved: 'accent', done: 'good', rejected: 'neutral' } as const

interface UserChangesProps {
  changes: readonly UserChange[]
  viewer: Viewer
  /** The viewer's own user name: nobody decides on or carries out a change of their own account. */
  own: string
}

/** Requests with who asked, who approved and who carried them out; the steps a viewer may take stand beside them. */
export async function UserChanges({ changes, viewer, own }: UserChangesProps) {
  const [t, shell, common, locale] = await Promise.all([getTranslations('identity.changes'), getTranslations('shell'), getTranslations('common'), getLocale()])
  const rightsText = ({ rights }: UserChange) =>
    rights === null ? null : `${rights.name} · ${shell(`roles.${rights.role}`)} · ${rights.stations === 'all' ? common('all') : rights.stations.join(', ')}`
  const stepFor = ({ state, username, requestedById, decidedById }: UserChange) => {
    if (requestedById === viewer.userId || username === own) return null
    if (state === 'requested' && mayDo(viewer.role, 'users.approve')) return 'decide'
    if (state === 'approved' && mayDo(viewer.role, 'users.manage') && decidedById !== viewer.userId) return 'carry-out'
    return null
  }
  const columns: Column<UserChange>[] = [
    {
      head: t('change'),
      cell: (change) => (
        <>
          <span className="font-medium">{t(`kinds.${change.kind}`)}</span> <span className="font-mono">{change.username}</span>
          <Below>{rightsText(change)}</Below>
        </>
      ),
    },
    {
      head: t('why'),
      cell: ({ reason, writtenRequest }) => (
        <div className="whitespace-normal">
          {reason}
          <Below>{t('paper', { paper: writtenRequest })}</Below>
        </div>
      ),
    },
    {
      head: t('asked'),
      cell: ({ requestedByName, requestedAt }) => (
        <>
          {requestedByName}
          <Below>{formatInstant(requestedAt, locale)}</Below>
        </>
      ),
    },
    {
      head: t('decided'),
      cell: ({ decidedByName, decisionReason }) => (
        <>
          {decidedByName}
          <Below>{decisionReason}</Below>
        </>
      ),
    },
    { head: t('done'), cell: ({ doneByName }) => doneByName },
    {
      head: t('state'),
      cell: (change) => (
        <>
          <Badge tone={TONES[change.state]}>{t(`states.${change.state}`)}</Badge>
          <UserChangeSteps id={change.id} step={stepFor(change)} />
        </>
      ),
    },
  ]
  return <ColumnTable stacks caption={t('title')} columns={columns} rows={changes} keyOf={({ id }) => id} />
}
