'use client'

import { useTranslations } from 'next-intl'
import { describedBy, Field, TextInput } from '@/ui/field'
import type { OrderDraft } from './order-draft'

/** The penalty's rule as the form shows it. */
export interface RuleShown {
  factor: string
  fixed: boolean
  months: number
  source: string
  /** The day that counts when the start cannot be established, as people read it. */
  unknownStart: string
}

interface BreachFieldsProps {
  values: OrderDraft
  change: (more: Partial<OrderDraft>) => void
  rule: RuleShown
  /** Whether the start may be unknown: not where months are named. */
  datable: boolean
  factorError: string | undefined
}

/** Whose error it was; a customer's own costs a penalty by the rule that is shown. */
export function BreachFields({ values, change, rule, datable, factorError }: BreachFieldsProps) {
  const t = useTranslations('orderLife.form')
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{t('cause')}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {(['company', 'customer'] as const).map((cause) => (
          <label key={cause} className="flex min-h-7 items-center gap-2">
            <input type="radio" name="cause" className="size-4 shrink-0" checked={values.cause === cause} onChange={() => change({ cause })} />
            {t(`causes.${cause}`)}
          </label>
        ))}
      </div>
      {values.cause === 'customer' && (
        <div className="border-line grid gap-2 border-l-2 pl-3">
          {rule.fixed ? (
            <p className="text-sm">{t('factorFixed', { factor: rule.factor })}</p>
          ) : (
            <Field id="penaltyFactor" label={t('factor')} hint={t('factorHint', { factor: rule.factor })} error={factorError}>
              <TextInput {...describedBy('penaltyFactor', factorError !== undefined)} inputMode="decimal" value={values.penaltyFactor} onChange={(event) => change({ penaltyFactor: event.target.value })} />
            </Field>
          )}
          {datable && (
            <label className="flex min-h-7 items-center gap-2">
              <input type="checkbox" className="size-4" checked={values.startUnknown} onChange={(event) => change({ startUnknown: event.target.checked })} />
              {t('startUnknown', { months: rule.months, date: rule.unknownStart })}
            </label>
          )}
          <p className="text-muted text-sm">{t('source', { source: rule.source })}</p>
        </div>
      )}
    </fieldset>
  )
}
