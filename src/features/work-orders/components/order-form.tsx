'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { describedBy, Field, Select, TextArea, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { createOrderAction, editOrderAction } from '../actions'
import { FINDINGS, orderFormSchema } from '../schemas'
import { BackBillingPreview } from './back-billing-preview'
import { correctionFrom, ratiosExceedWhole, readSplits, type OrderDraft } from './order-draft'
import { SplitFields, type CategoryOption } from './split-fields'
import { useDraft } from './use-draft'

interface OrderFormProps {
  accountNo: string
  categories: readonly CategoryOption[]
  initial: OrderDraft
  /** The range that the effective date may lie in, as people read it. */
  earliest: string
  latest: string
  /** What the form was filled in from; its draft is kept apart. */
  origin?: string | undefined
  /** Set when an existing draft is edited. */
  order?: { number: string; version: number }
}

/** Prepares a correction: what it will cost appears while it is typed, and nothing typed is lost by a reload. */
export function OrderForm({ accountNo, categories, initial, earliest, latest, origin, order }: OrderFormProps) {
  const t = useTranslations('workOrders')
  const locale = useLocale()
  const router = useRouter()
  const draft = useDraft(['order', order?.number ?? accountNo, origin].filter(Boolean).join('-'), initial)
  const [requestKey] = useState(newRequestKey)
  const [asked, setAsked] = useState(false)
  const onSuccess = ({ data }: { data?: { number: string } | undefined }) => {
    draft.clear()
    if (data) router.push(`/work-orders/${data.number}`)
  }
  const create = useAction(createOrderAction, { onSuccess })
  const edit = useAction(editOrderAction, { onSuccess })
  const { values, change } = draft
  const correction = correctionFrom(accountNo, values)
  const splits = readSplits(values)
  const candidate = { ...correction, accountNo, effectiveFrom: values.effectiveFrom, terms: { remainder: values.remainder, splits: splits.filter((split) => split !== null) }, finding: values.finding, reason: values.reason, evidence: values.evidence }
  const checked = orderFormSchema.safeParse(candidate)
  const fault = (field: 'finding' | 'reason' | 'evidence' | 'effectiveFrom' | 'terms') => {
    const issue = asked && !checked.success ? checked.error.issues.find(({ path }) => path[0] === field) : undefined
    if (!issue) return undefined
    const key = `faults.${issue.message}` as 'faults.reason-missing'
    return t.has(key) ? t(key) : t(field === 'terms' ? 'form.choose' : 'faults.date-wrong')
  }
  const pending = create.isPending || edit.isPending || create.hasSucceeded || edit.hasSucceeded
  const send = (submit: boolean) => {
    setAsked(true)
    if (!checked.success || correction === null) return
    if (order) edit.execute({ ...checked.data, ...order, requestKey, submit })
    else create.execute({ ...checked.data, requestKey, submit })
  }
  const selected = (code: string) => categories.find((category) => category.code === code)
  return (
    <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
      <Card className="pt-3">
        <form className="grid gap-4" noValidate onSubmit={(event) => (event.preventDefault(), send(true))}>
          {draft.restored && <Notice tone="accent">{t('form.restored')}</Notice>}
          <Field id="finding" label={t('form.finding')} error={fault('finding')}>
            <Select {...describedBy('finding', fault('finding') !== undefined)} value={values.finding} onChange={(event) => change({ finding: event.target.value })}>
              <option value="">{t('form.choose')}</option>
              {FINDINGS.map((finding) => (
                <option key={finding} value={finding}>
                  {t(`findings.${finding}`)}
                </option>
              ))}
            </Select>
          </Field>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field id="remainder" label={t(values.splits.length > 0 ? 'form.remainderCategory' : 'form.category')} error={values.remainder === '' ? fault('terms') : undefined}>
              <Select {...describedBy('remainder', asked && values.remainder === '')} value={values.remainder} onChange={(event) => change({ remainder: event.target.value })}>
                <option value="">{t('form.choose')}</option>
                {categories.map((category) => (
                  <option key={category.code} value={category.code}>
                    {categoryName(category, locale)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field id="effectiveFrom" label={t('form.effectiveFrom')} hint={t('form.effectiveHint', { from: earliest, month: latest })} error={fault('effectiveFrom')}>
              <TextInput {...describedBy('effectiveFrom', fault('effectiveFrom') !== undefined)} type="date" value={values.effectiveFrom} onChange={(event) => change({ effectiveFrom: event.target.value })} />
            </Field>
          </div>
          <SplitFields
            splits={values.splits}
            categories={categories.filter((category) => category !== selected(values.remainder))}
            onChange={(next) => change({ splits: next })}
            faulty={new Set(splits.flatMap((split, index) => (split === null ? [index] : [])))}
            asked={asked}
            ratiosTooMany={ratiosExceedWhole(splits)}
          />
          <Field id="reason" label={t('form.reason')} error={fault('reason')}>
            <TextArea {...describedBy('reason', fault('reason') !== undefined)} value={values.reason} onChange={(event) => change({ reason: event.target.value })} maxLength={2000} />
          </Field>
          <Field id="evidence" label={t('form.evidence')} hint={t('form.evidenceHint')} error={fault('evidence')}>
            <TextArea {...describedBy('evidence', fault('evidence') !== undefined)} value={values.evidence} onChange={(event) => change({ evidence: event.target.value })} maxLength={4000} />
          </Field>
          <ActionNotice error={create.result.serverError ?? edit.result.serverError} />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" pending={pending} disabled={!draft.ready}>
              {t('form.submit')}
            </Button>
            <Button pending={pending} disabled={!draft.ready} onClick={() => send(false)}>
              {t('form.saveDraft')}
            </Button>
          </div>
        </form>
      </Card>
      <BackBillingPreview correction={correction} />
    </div>
  )
}
