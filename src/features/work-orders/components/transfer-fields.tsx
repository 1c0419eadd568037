'use client'

import { useLocale, useTranslations } from 'next-intl'
import { billingMonth } from '@/domain/plain-date'
import { describedBy, Field, TextInput } from '@/ui/field'
import { formatMonth, grouped } from '@/ui/format'
import type { OrderDraft } from './order-draft'

/** A billed month of the account, its energy as decimal text in kWh. */
export interface BilledMonth {
  month: string
  kwh: string
}

interface TransferFieldsProps {
  values: OrderDraft
  change: (more: Partial<OrderDraft>) => void
  months: readonly BilledMonth[]
  /** Accounts at the same address, offered first. */
  neighbours: readonly { accountNo: string; name: string }[]
  partnerFixed: boolean
  partnerError: string | undefined
  transfersError: string | undefined
}

const READABLE = /^-?\d{1,9}(\.\d{1,3})?$/

/** The other account, and month by month the kWh that belong to it. */
export function TransferFields({ values, change, months, neighbours, partnerFixed, partnerError, transfersError }: TransferFieldsProps) {
  const t = useTranslations('orderLife.form')
  const locale = useLocale()
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">{t('transfers')}</legend>
      <Field id="partnerNo" label={t('partner')} hint={t('partnerHint')} error={partnerError}>
        <TextInput {...describedBy('partnerNo', partnerError !== undefined)} list="neighbours" readOnly={partnerFixed} value={values.partnerNo} onChange={(event) => change({ partnerNo: event.target.value })} />
        <datalist id="neighbours">
          {neighbours.map(({ accountNo, name }) => (
            <option key={accountNo} value={accountNo}>
              {name}
            </option>
          ))}
        </datalist>
      </Field>
      <p className="text-muted text-sm">{t('transfersHint')}</p>
      <ul className="grid gap-1.5">
        {months.map(({ month, kwh }) => {
          const typed = values.transfers[month] ?? ''
          const wrong = typed.trim() !== '' && !READABLE.test(typed.trim())
          const name = formatMonth(billingMonth(month), locale)
          return (
            <li key={month} className="grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-2">
              <span>
                {name} <span className="text-muted tabular text-sm">{t('billedKwh', { kwh: grouped(kwh) })}</span>
              </span>
              <TextInput
                aria-label={t('moveKwh', { month: name })}
                aria-invalid={wrong || undefined}
                inputMode="decimal"
                className="text-right"
                value={typed}
                onChange={(event) => change({ transfers: { ...values.transfers, [month]: event.target.value } })}
              />
            </li>
          )
        })}
      </ul>
      {transfersError !== undefined && (
        <p role="alert" className="text-bad text-sm">
          {transfersError}
        </p>
      )}
    </fieldset>
  )
}
