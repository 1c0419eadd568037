'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { billingMonth, plainDate, type BillingMonth } from '@/domain/plain-date'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { categoryName } from '@/ui/category-name'
import { Field, Select } from '@/ui/field'
import { formatDate, formatMonth } from '@/ui/format'
import { requestRePricingAction } from '../actions'
import type { RepricingTarget } from '../schemas'

interface CategoryChoice {
  code: string
  nameZh: string
  nameEn: string
  /** Days its versions are in force from. */
  versions: readonly string[]
}

interface RePricingFormProps {
  months: readonly BillingMonth[]
  stations: readonly { code: string; name: string }[]
  categories: readonly CategoryChoice[]
  drafts: readonly { id: string; label: string }[]
}

/** `version:2013-01-01`, `category:COM-1`, `draft:7` as the target that they name. */
function targetOf(key: string): RepricingTarget {
  const [kind = '', value = ''] = key.split(/:(.*)/s)
  return kind === 'version' ? { kind, effectiveFrom: value } : kind === 'draft' ? { kind, id: value } : { kind: 'category', code: value }
}

/** Which bills, and on what they are put. */
export function RePricingForm({ months, stations, categories, drafts }: RePricingFormProps) {
  const t = useTranslations('rePricing')
  const locale = useLocale()
  const router = useRouter()
  const [month, setMonth] = useState<string>(months[0] ?? '')
  const [station, setStation] = useState('')
  const [code, setCode] = useState(categories[0]?.code ?? '')
  const [target, setTarget] = useState('')
  const { execute, result, isPending } = useAction(requestRePricingAction, { onSuccess: ({ data }) => router.push(`/tariffs/what-if?job=${data.job}`) })
  const chosen = categories.find((category) => category.code === code)
  const others = categories.filter((category) => category.code !== code)
  return (
    <form
      className="grid gap-3 sm:grid-cols-2 xl:grid-cols-[9rem_1fr_1fr_1.4fr_auto] xl:items-end"
      onSubmit={(event) => {
        event.preventDefault()
        execute({ month: billingMonth(month), category: code, target: targetOf(target), ...(station === '' ? {} : { stationCode: station }) })
      }}
    >
      <Field id="month" label={t('month')}>
        <Select id="month" value={month} onChange={(event) => setMonth(event.target.value)}>
          {months.map((one) => (
            <option key={one} value={one}>
              {formatMonth(one, locale)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="station" label={t('station')}>
        <Select id="station" value={station} onChange={(event) => setStation(event.target.value)}>
          <option value="">{t('allStations')}</option>
          {stations.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="category" label={t('bills')}>
        <Select
          id="category"
          value={code}
          onChange={(event) => {
            setCode(event.target.value)
            setTarget('')
          }}
        >
          {categories.map((category) => (
            <option key={category.code} value={category.code}>
              {categoryName(category, locale)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="target" label={t('target')}>
        <Select id="target" value={target} required onChange={(event) => setTarget(event.target.value)}>
          <option value="">{t('choose')}</option>
          <optgroup label={t('otherCategory')}>
            {others.map((category) => (
              <option key={category.code} value={`category:${category.code}`}>
                {categoryName(category, locale)}
              </option>
            ))}
          </optgroup>
          <optgroup label={t('version')}>
            {chosen?.versions.map((from) => (
              <option key={from} value={`version:${from}`}>
                {t('versionFrom', { date: formatDate(plainDate(from), locale) })}
              </option>
            ))}
          </optgroup>
          {drafts.length > 0 && (
            <optgroup label={t('draft')}>
              {drafts.map(({ id, label }) => (
                <option key={id} value={`draft:${id}`}>
                  {label}
                </option>
              ))}
            </optgroup>
          )}
        </Select>
      </Field>
      <Button type="submit" variant="primary" pending={isPending} disabled={target === '' || month === ''}>
        {t('run')}
      </Button>
      <div className="sm:col-span-2 xl:col-span-5">
        <ActionNotice error={result.serverError} />
      </div>
    </form>
  )
}
