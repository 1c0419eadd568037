'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import type { PlainDate } from '@/domain/plain-date'
import type { Row, SheetContent } from '@/domain/quality/tool-sheet'
import { useDraft } from '@/features/work-orders/components/use-draft'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { saveSheetAction, setPlanBaselineAction } from '../actions'
import { nextId } from './sheet-rows-view'
import { Fold } from './fold'
import { GanttBoard } from './gantt-board'
import { PlainForm } from './plain-form'
import type { EditedSheet } from './sheet-editor'
import { SheetTable } from './sheet-table'
import { useTurn } from './use-turn'

interface PlanEditorProps {
  project: string
  sheet: EditedSheet
  agreed: SheetContent | null
  editable: boolean
  today: PlainDate
}

const NO_LINKS = { leaves: [], mainCauses: [], measures: [] }

/** The activity plan: the chart and the table are the same rows. */
export function PlanEditor({ project, sheet, agreed, editable, today }: PlanEditorProps) {
  const t = useTranslations('quality.planPage')
  const tools = useTranslations('qualityTools')
  const draft = useDraft(`sheet-${project}-${sheet.id}-${sheet.version}`, { rows: sheet.content.rows })
  const save = useAction(saveSheetAction, { onSuccess: draft.clear })
  const { rows } = draft.values
  const dirty = JSON.stringify(rows) !== JSON.stringify(sheet.content.rows)
  const setRows = (next: Row[]) => draft.change({ rows: next })
  return (
    <Card title={t('gantt')}>
      <div className="grid gap-3">
        <GanttBoard title={t('title')} rows={rows} agreed={agreed?.rows ?? null} today={today} editable={editable} onChange={setRows} />
        {editable && <p className="text-muted no-print text-sm">{t('howTo')}</p>}
        <SheetTable kind="plan" title={t('title')} rows={rows} links={NO_LINKS} editable={editable} ready={draft.ready} change={(place, cells) => setRows(rows.map((row, at) => (at === place ? cells : row)))} remove={(place) => setRows(rows.filter((_, at) => at !== place))} />
        <ActionNotice error={save.result.serverError} />
        {editable && (
          <div className="no-print flex flex-wrap items-center gap-2">
            <Button onClick={() => setRows([...rows, { id: nextId('plan', rows) }])}>{tools('addRow')}</Button>
            <Button variant="primary" disabled={!dirty || !draft.ready} pending={save.isPending} onClick={() => save.execute({ project, id: sheet.id, version: sheet.version, title: sheet.title, content: { ...sheet.content, rows: [...rows] }, removed: false })}>
              {tools('save')}
            </Button>
            {dirty && <span className="text-warn text-sm">{tools('unsaved')}</span>}
          </div>
        )}
      </div>
    </Card>
  )
}

/** Agrees on the plan as it was last saved. */
export function AgreeForm({ project }: { project: string }) {
  const t = useTranslations('quality.planPage')
  const { turn: requestKey, next } = useTurn()
  const { execute, result, isPending } = useAction(setPlanBaselineAction, { onSuccess: next })
  return (
    <Fold title={t('agree')}>
      <PlainForm key={requestKey} fields={[{ name: 'reason', label: t('reason') }]} initial={{}} submit={t('agree')} schema={() => import('../schemas').then(({ planBaselineSchema }) => planBaselineSchema)} toInput={(values) => ({ reason: '', ...values, project, requestKey })} send={execute} pending={isPending} error={result.serverError} />
    </Fold>
  )
}
