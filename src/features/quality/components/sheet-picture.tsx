'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import type { SheetContent } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import { DrawingFigure } from '@/ui/drawing/drawing-figure'
import { formatMonth } from '@/ui/format'
import { toolDrawing } from '@/ui/tools/tool-drawing'
import { toolFindings } from './tool-findings'

/** The tool drawn from what is typed just now, with what its figures come to below it. */
export function SheetPicture({ kind, title, content, today }: { kind: ToolKind; title: string; content: SheetContent; today: PlainDate }) {
  const t = useTranslations('qualityTools')
  const plan = useTranslations('quality.planPage')
  const locale = useLocale()
  const words = { before: t('before'), after: t('after'), mean: t('mean'), count: t('count'), agreed: plan('agreed'), planned: plan('planned'), actual: plan('actual'), month: (month: string) => formatMonth(month as BillingMonth, locale) }
  const drawing = kind === 'plan' ? null : toolDrawing(kind, title, content, words, today)
  const findings = toolFindings(kind, content, t)
  if (!drawing) return null
  return (
    <figure className="grid gap-1">
      <DrawingFigure drawing={drawing} title={title} />
      {findings.map((finding) => (
        <figcaption key={finding} className="text-muted tabular text-sm">
          {finding}
        </figcaption>
      ))}
    </figure>
  )
}
