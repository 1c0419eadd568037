'use client'

import { useTranslations } from 'next-intl'
import { ANSWERS, type Answer, type Check } from '@/domain/campaigns/checklist'

interface ChecklistProps {
  checks: readonly Check[]
  answers: Partial<Record<Check, Answer>>
  change: (check: Check, answer: Answer) => void
}

/** What to look at, each with yes, no, or could not be seen; large enough for a thumb. */
export function Checklist({ checks, answers, change }: ChecklistProps) {
  const t = useTranslations('inspections')
  return (
    <section>
      <h2 className="mb-1 font-semibold">{t('form.checklist')}</h2>
      <div className="border-line bg-surface divide-line divide-y rounded-lg border">
        {checks.map((check) => (
          <fieldset key={check} className="px-3 py-2">
            <legend className="float-left w-full">{t(`checks.${check}`)}</legend>
            <div className="clear-both flex gap-2 pt-1">
              {ANSWERS.map((answer) => (
                <label key={answer} className="border-line has-checked:border-accent has-checked:bg-accent-soft flex min-h-10 flex-1 items-center justify-center gap-1.5 rounded-md border px-2">
                  <input type="radio" name={`check-${check}`} checked={answers[check] === answer} onChange={() => change(check, answer)} className="size-4" />
                  {t(`answers.${answer}`)}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </section>
  )
}
