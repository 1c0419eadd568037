import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { isPlainDate } from '@/domain/plain-date'
import { Badge } from '@/ui/badge'
import { formatDate, formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { effectiveFromOf, type Draft } from '../queries'

/** Drafts that wait to be finished or released. */
export async function DraftList({ drafts }: { drafts: readonly Draft[] }) {
  const [t, locale] = await Promise.all([getTranslations('tariffDrafts'), getLocale()])
  return (
    <Table caption={t('openDrafts')}>
      <thead>
        <tr>
          <Th>{t('category')}</Th>
          <Th>{t('effective')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('drafter')}</Th>
          <Th>{t('created')}</Th>
        </tr>
      </thead>
      <tbody>
        {drafts.map(({ id, categoryCode, header, content, state, drafterName, createdAt }) => {
          const from = effectiveFromOf(content)
          return (
            <tr key={id}>
              <Td className="whitespace-nowrap">
                <Link href={`/tariffs/drafts/${id}`} className="text-accent hover:underline">
                  {categoryCode} {header.name[locale]}
                </Link>
              </Td>
              <Td className="whitespace-nowrap">{isPlainDate(from) ? formatDate(from, locale) : '—'}</Td>
              <Td>
                <Badge tone={state === 'submitted' ? 'accent' : 'neutral'}>{t(`states.${state}`)}</Badge>
              </Td>
              <Td>{drafterName}</Td>
              <Td className="whitespace-nowrap">{formatInstant(createdAt, locale)}</Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
