'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import type { Criterion } from '@/domain/quality/project-type'
import { faultyScore, totalOf } from '@/domain/quality/review'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea, TextInput } from '@/ui/field'
import { saveReviewAction } from '../actions'

interface ReviewFormProps {
  project: string
  criteria: readonly Criterion[]
  initial: { recused: boolean; scores: Readonly<Record<string, string>>; comment: string }
}

/** A reviewer's own sheet: points within each weight, the total as they are typed; or standing aside, with the reason. */
export function ReviewForm({ project, criteria, initial }: ReviewFormProps) {
  const t = useTranslations('quality')
  const locale = useLocale()
  const [scores, setScores] = useState(initial.scores)
  const [recused, setRecused] = useState(initial.recused)
  const [comment, setComment] = useState(initial.comment)
  const { execute, result, isPending } = useAction(saveReviewAction)
  const faulty = recused ? null : faultyScore(criteria, scores)
  return (
    <form className="grid max-w-xl gap-3" onSubmit={(event) => (event.preventDefault(), execute({ project, recused, scores: recused ? {} : { ...scores }, comment }))}>
      <label className="flex min-h-8 items-center gap-2">
        <input type="checkbox" className="size-5" checked={recused} onChange={(event) => setRecused(event.target.checked)} />
        {t('review.recuse')}
      </label>
      {!recused &&
        criteria.map((criterion) => {
          const id = `score-${criterion.code}`
          const wrong = (scores[criterion.code] ?? '') !== '' && faultyScore([criterion], scores) !== null
          return (
            <div key={criterion.code} className="grid grid-cols-[1fr_8rem] items-center gap-2">
              <label htmlFor={id}>
                {criterion.name[locale]} <span className="text-muted text-sm">0–{criterion.weight}</span>
              </label>
              <TextInput id={id} inputMode="decimal" className="tabular text-right" aria-invalid={wrong || undefined} value={scores[criterion.code] ?? ''} onChange={(event) => setScores({ ...scores, [criterion.code]: event.target.value.trim() })} />
            </div>
          )
        })}
      {!recused && !faulty && (
        <p className="text-right font-semibold" role="status">
          {t('review.total')} {totalOf(criteria, { scores })}
        </p>
      )}
      <Field id="review-comment" label={t('fields.comment')} hint={t('review.commentHint')}>
        <TextArea {...describedBy('review-comment', false)} value={comment} onChange={(event) => setComment(event.target.value)} maxLength={2000} />
      </Field>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={isPending} disabled={faulty !== null}>
          {t('review.save')}
        </Button>
      </div>
    </form>
  )
}
