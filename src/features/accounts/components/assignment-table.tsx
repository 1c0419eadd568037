import { getLocale, getTranslations } from 'next-intl/server'
import { categoryIndex } from '@/features/tariffs/queries'
import { Badge } from '@/ui/badge'
import { formatDate } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { isInForce, type Assignment } from '../queries'
import { TermsText } from './terms-text'

/** The dated tariff assignments, newest first. */
export async function AssignmentTable({ assignments }: { assignments: readonly Assignment[] }) {
  const [t, locale, { byCode }] = await Promise.all([getTranslations('accounts.detail'), getLocale(), categoryIndex()])
  const validity = ({ validFrom, validTo }: Assignment) => {
    const from = formatDate(validFrom, locale)
    if (validTo === null) return t('since', { from })
    return validTo === validFrom ? t('replaced', { from }) : t('until', { from, to: formatDate(validTo, locale) })
  }
  return (
    <Table caption={t('assignments')}>
      <thead>
        <tr>
          <Th>{t('validity')}</Th>
          <Th>{t('terms')}</Th>
        </tr>
      </thead>
      <tbody>
        {assignments.map((assignment) => (
          <tr key={String(assignment.id)}>
            <Td className="whitespace-nowrap">{validity(assignment)}</Td>
            <Td>
              <TermsText terms={assignment.terms} categories={byCode} /> {isInForce(assignment) && <Badge tone="good">{t('inForce')}</Badge>}{' '}
              {assignment.openedByOrderId !== null && <Badge tone="accent">{t('byOrder')}</Badge>}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
