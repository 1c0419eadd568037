import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { placeOfRow } from '@/server/files/file-rows'
import type { Viewer } from '@/server/viewer'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { withParams } from '@/ui/url'
import { importRows, mayConfirm, type ImportDetail } from '../queries'
import { MOST_CORRECTABLE_ROWS } from '../schemas'
import { ROW_SEVERITIES, type StoredRow } from '../stored-rows'
import { cellsNow } from '../row-cells'
import { ImportRows, shownColumns } from './import-rows'

const PAGE_SIZE = 50

interface ProblemRowsProps {
  viewer: Viewer
  batch: ImportDetail
  severity: StoredRow['severity'] | undefined
  after: number | undefined
}

/** The rows with something to say, by how they stand, a page at a time. */
export async function ProblemRows({ viewer, batch, severity, after }: ProblemRowsProps) {
  const { id, version, kind, mapping, counts } = batch
  const [t, rows] = await Promise.all([getTranslations('imports'), importRows(viewer, id, { severity, after }, PAGE_SIZE + 1)])
  const mayDecide = batch.state === 'checked' && mayDo(viewer.role, 'imports.write')
  const mayCorrect = mayDecide && (batch.summary?.rows ?? 0) <= MOST_CORRECTABLE_ROWS
  const columns = shownColumns(kind, mapping)
  const shown = rows.slice(0, PAGE_SIZE).map((row) => {
    const { sheet, row: number } = placeOfRow(row.rowNo)
    return { ...row, mayConfirm: batch.state === 'checked' && row.severity === 'held' && mayConfirm(viewer, batch, row), place: sheet === 1 ? formatCount(number) : t('detail.sheetRow', { sheet, row: number }), now: cellsNow(batch, row, columns) }
  })
  const present = ROW_SEVERITIES.filter((one) => counts[one] > 0)
  const faulty = counts.blocker + counts.held + counts.warning + counts.confirmed
  return (
    <Card
      title={t('detail.problems')}
      flush
      className="mb-4"
      actions={
        faulty > 0 && (
          <a className="text-accent py-1 hover:underline" download href={`/imports/${id}/errors`}>
            {t('detail.errorsFile')}
          </a>
        )
      }
    >
      {present.length > 1 && (
        <nav aria-label={t('detail.filter')} className="flex flex-wrap gap-2 px-4 pb-3">
          <LinkButton variant={severity === undefined ? 'primary' : 'secondary'} href={`/imports/${id}`}>
            {t('severities.all')}
          </LinkButton>
          {present.map((one) => (
            <LinkButton key={one} variant={severity === one ? 'primary' : 'secondary'} href={withParams(`/imports/${id}`, { severity: one })}>
              {t(`severities.${one}`)} {formatCount(counts[one])}
            </LinkButton>
          ))}
        </nav>
      )}
      {mayDecide && !mayCorrect && counts.blocker > 0 && <p className="text-muted px-4 pb-3">{t('detail.large')}</p>}
      {shown.length === 0 ? (
        <EmptyState title={t('detail.noProblems')} />
      ) : (
        <ImportRows id={id} version={version} kind={kind} mapping={mapping} rows={shown} caption={t('detail.problems')} mayCorrect={mayCorrect} />
      )}
      {rows.length > PAGE_SIZE && (
        <div className="p-3">
          <LinkButton href={withParams(`/imports/${id}`, { severity, after: shown.at(-1)?.rowNo })}>{t('detail.more')}</LinkButton>
        </div>
      )}
    </Card>
  )
}
