import { useLocale, useTranslations } from 'next-intl'
import { stepOf, type ProjectType } from '@/domain/quality/project-type'
import { EmptyState } from '@/ui/empty-state'
import { formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Evidence } from '../evidence-queries'
import { figureTexts } from './evidence-figures'

const ORDER_NUMBER = /^GD-[0-9A-Za-z-]+$/

const linkOf = (project: string, { id, fileName, reference }: Evidence): string | null =>
  fileName !== null ? `/quality/projects/${project}/evidence/${id}` : reference === null ? null : ORDER_NUMBER.test(reference) ? `/work-orders/${reference}` : reference.startsWith('/') ? reference : null

/** Every piece with its time, person and digest. */
export function EvidenceTable({ project, type, evidence }: { project: string; type: ProjectType; evidence: readonly Evidence[] }) {
  const t = useTranslations('quality')
  const orders = useTranslations('workOrders')
  const locale = useLocale()
  if (evidence.length === 0) return <EmptyState title={t('evidence.none')} />
  return (
    <Table caption={t('evidence.list')}>
      <thead>
        <tr>
          <Th>{t('fields.title')}</Th>
          <Th>{t('circle.kind')}</Th>
          <Th>{t('fields.step')}</Th>
          <Th>{t('fields.by')}</Th>
          <Th>{t('evidence.hash')}</Th>
        </tr>
      </thead>
      <tbody>
        {evidence.map((one) => {
          const href = linkOf(project, one)
          return (
            <tr key={one.id}>
              <Td className="min-w-48">
                {href === null ? one.title : <a href={href} className="text-accent hover:underline">{one.title}</a>}
                {one.reference !== null && <span className="text-muted block text-sm break-all">{one.reference}</span>}
                {one.figures.length > 0 && (
                  <span className="text-muted tabular block text-sm">
                    {figureTexts(one, t, orders).join(' · ')} ({t(one.drawn ? 'evidence.drawn' : 'evidence.typed')})
                  </span>
                )}
              </Td>
              <Td className="whitespace-nowrap">{t(`evidence.kinds.${one.kind}`)}</Td>
              <Td className="whitespace-nowrap">{stepOf(type, one.step)?.name[locale] ?? one.step}</Td>
              <Td className="whitespace-nowrap">{t('evidence.by', { by: one.byName, at: formatInstant(one.recordedAt, locale) })}</Td>
              <Td>
                <code className="text-muted text-xs break-all">{one.sha256}</code>
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
