'use client'

import { useLocale, useTranslations } from 'next-intl'
import { categoryName } from '@/ui/category-name'
import { describedBy, Field, Select, TextInput } from '@/ui/field'
import { ratiosExceedWhole, readSplits, type OrderDraft } from './order-draft'
import { SplitFields, type CategoryOption } from './split-fields'

interface TariffFieldsProps {
  values: OrderDraft
  change: (more: Partial<OrderDraft>) => void
  categories: readonly CategoryOption[]
  /** The range that the effective date may lie in, as people read it. */
  earliest: string
  latest: string
  asked: boolean
  termsError: string | undefined
  dateError: string | undefined
}

/** What the account is to be billed on, and from when. */
export function TariffFields({ values, change, categories, earliest, latest, asked, termsError, dateError }: TariffFieldsProps) {
  const t = useTranslations('workOrders')
  const locale = useLocale()
  const splits = readSplits(values)
  const dated = !(values.cause === 'customer' && values.startUnknown)
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field id="remainder" label={t(values.splits.length > 0 ? 'form.remainderCategory' : 'form.category')} error={values.remainder === '' ? termsError : undefined}>
          <Select {...describedBy('remainder', asked && values.remainder === '')} value={values.remainder} onChange={(event) => change({ remainder: event.target.value })}>
            <option value="">{t('form.choose')}</option>
            {categories.map((category) => (
              <option key={category.code} value={category.code}>
                {categoryName(category, locale)}
              </option>
            ))}
          </Select>
        </Field>
        {dated && (
          <Field id="effectiveFrom" label={t('form.effectiveFrom')} hint={t('form.effectiveHint', { from: earliest, month: latest })} error={dateError}>
            <TextInput {...describedBy('effectiveFrom', dateError !== undefined)} type="date" value={values.effectiveFrom} onChange={(event) => change({ effectiveFrom: event.target.value })} />
          </Field>
        )}
      </div>
      <SplitFields
        splits={values.splits}
        categories={categories.filter(({ code }) => code !== values.remainder)}
        onChange={(next) => change({ splits: next })}
        faulty={new Set(splits.flatMap((split, index) => (split === null ? [index] : [])))}
        asked={asked}
        ratiosTooMany={ratiosExceedWhole(splits)}
      />
    </>
  )
}
