import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import type { Viewer } from '@/server/viewer'
import { Badge } from '@/ui/badge'
import { formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
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
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('change')}</Th>
          <Th>{t('why')}</Th>
          <Th>{t('asked')}</Th>
          <Th>{t('decided')}</Th>
          <Th>{t('done')}</Th>
          <Th>{t('state')}</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.id}>
            <Td>
              <span className="font-medium">{t(`kinds.${change.kind}`)}</span> <span className="font-mono">{change.username}</span>
              <span className="text-muted block text-sm">{rightsText(change)}</span>
            </Td>
            <Td>
              {change.reason}
              <span className="text-muted block text-sm">{t('paper', { paper: change.writtenRequest })}</span>
            </Td>
            <Td>
              {change.requestedByName}
              <span className="text-muted block text-sm">{formatInstant(change.requestedAt, locale)}</span>
            </Td>
            <Td>
              {change.decidedByName}
              <span className="text-muted block text-sm">{change.decisionReason}</span>
            </Td>
            <Td>{change.doneByName}</Td>
            <Td>
              <Badge tone={TONES[change.state]}>{t(`states.${change.state}`)}</Badge>
              <UserChangeSteps id={change.id} step={stepFor(change)} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
