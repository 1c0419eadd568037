'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/ui/button'
import { categoryName } from '@/ui/category-name'
import { describedBy, Field, Select, TextInput } from '@/ui/field'

/** A split as it is typed: the ratio in per cent. */
export interface SplitDraft {
  method: 'fixed-quantity' | 'fixed-ratio'
  category: string
  value: string
}

export interface CategoryOption {
  code: string
  nameZh: string
  nameEn: string
}

interface SplitFieldsProps {
  splits: readonly SplitDraft[]
  categories: readonly CategoryOption[]
  onChange: (splits: SplitDraft[]) => void
  /** Places whose value or category cannot be used. */
  faulty: ReadonlySet<number>
  /** Whether to point at what is still empty, as after the first attempt to send. */
  asked: boolean
  ratiosTooMany: boolean
}

/** The fixed quantities and ratios taken off before the remainder. */
export function SplitFields({ splits, categories, onChange, faulty, asked, ratiosTooMany }: SplitFieldsProps) {
  const t = useTranslations('workOrders')
  const locale = useLocale()
  const replace = (place: number, changes: Partial<SplitDraft>) => onChange(splits.map((split, index) => (index === place ? { ...split, ...changes } : split)))
  const added = (method: SplitDraft['method']) => onChange([...splits, { method, category: '', value: '' }])
  const offered = (code: string) => categories.some((category) => category.code === code)
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{t('form.splits')}</legend>
      {splits.map((split, place) => {
        const id = `split-${place}`
        // A category that has since become the remainder's is no choice any more.
        const category = offered(split.category) ? split.category : ''
        const valueFault = faulty.has(place) && (split.value === '' ? asked : category !== '')
        const categoryFault = category === '' && asked
        return (
          <div key={place} className="border-line grid grid-cols-[1fr_1fr_auto] items-end gap-2 border-l-2 pl-3">
            <Field
              id={id}
              label={t(split.method === 'fixed-ratio' ? 'form.ratio' : 'form.quantity')}
              error={valueFault ? t(split.method === 'fixed-ratio' ? 'faults.ratio-wrong' : 'faults.kwh-wrong') : undefined}
            >
              <TextInput {...describedBy(id, valueFault)} inputMode="decimal" value={split.value} onChange={(event) => replace(place, { value: event.target.value })} />
            </Field>
            <Field id={`${id}-category`} label={t('form.splitCategory')} error={categoryFault ? t('form.choose') : undefined}>
              <Select {...describedBy(`${id}-category`, categoryFault)} value={category} onChange={(event) => replace(place, { category: event.target.value })}>
                <option value="">{t('form.choose')}</option>
                {categories.map((option) => (
                  <option key={option.code} value={option.code}>
                    {categoryName(option, locale)}
                  </option>
                ))}
              </Select>
            </Field>
            <Button variant="ghost" onClick={() => onChange(splits.filter((_, index) => index !== place))}>
              {t('form.remove')}
            </Button>
          </div>
        )
      })}
      {ratiosTooMany && (
        <p role="alert" className="text-bad text-sm">
          {t('faults.ratios-too-many')}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => added('fixed-quantity')}>{t('form.addQuantity')}</Button>
        <Button onClick={() => added('fixed-ratio')}>{t('form.addRatio')}</Button>
      </div>
      <p className="text-muted text-sm">{t('form.splitsHint')}</p>
    </fieldset>
  )
}
