import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatDate, formatInstant, formatList, grouped } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Circle } from '../circle-queries'
import { hoursOf } from '../training-hours'

/** A circle's people, and its trainings and meetings as recorded. */
export function CircleTables({ circle: { members, sessions } }: { circle: Circle }) {
  const t = useTranslations('quality')
  const locale = useLocale()
  return (
    <>
      <Card flush title={t('fields.members')}>
        {members.length === 0 ? (
          <EmptyState title={t('circle.noMembers')} />
        ) : (
          <Table caption={t('fields.members')}>
            <thead>
              <tr>
                {(['name'] as const).map((key) => <Th key={key}>{t(`fields.${key}`)}</Th>)}
                {(['role', 'position', 'education', 'duties', 'joinedOn', 'leftOn'] as const).map((key) => <Th key={key}>{t(`circle.${key}`)}</Th>)}
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <tr key={member.id}>
                  <Td className="font-medium whitespace-nowrap">{member.name}</Td>
                  <Td className="whitespace-nowrap">{t(`circle.roles.${member.role}`)}</Td>
                  <Td className="min-w-24">{member.position}</Td>
                  <Td className="whitespace-nowrap">{member.education}</Td>
                  <Td className="min-w-40">{member.duties}</Td>
                  <Td className="whitespace-nowrap">{formatDate(member.joinedOn, locale)}</Td>
                  <Td className="whitespace-nowrap">{member.leftOn ? formatDate(member.leftOn, locale) : t('circle.current')}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <Card flush title={t('circle.sessions')} actions={<span className="text-muted text-sm">{t('circle.hoursTotal', { hours: grouped(hoursOf(sessions)) })}</span>}>
        {sessions.length === 0 ? (
          <EmptyState title={t('circle.noSessions')} />
        ) : (
          <Table caption={t('circle.sessions')}>
            <thead>
              <tr>
                {(['heldOn', 'kind', 'topic', 'hours', 'attendees'] as const).map((key) => <Th key={key}>{t(`circle.${key}`)}</Th>)}
              </tr>
            </thead>
            <tbody>
              {sessions.map(({ id, heldOn, kind, topic, minutes, hours, attendees, recordedAt, byName }) => (
                <tr key={id}>
                  <Td className="whitespace-nowrap">{formatDate(heldOn, locale)}</Td>
                  <Td className="whitespace-nowrap">{t(`circle.${kind}`)}</Td>
                  <Td className="min-w-56">
                    {topic}
                    {minutes !== '' && <span className="text-muted block text-sm">{minutes}</span>}
                    <span className="text-muted block text-sm">{t('circle.recorded', { by: byName, at: formatInstant(recordedAt, locale) })}</span>
                  </Td>
                  <Td>{hours}</Td>
                  <Td className="min-w-40">{formatList(attendees, locale)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  )
}
