'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { describedBy, Field, Select, TextArea, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { useLate } from '@/ui/use-late'
import { createOrderAction, editOrderAction } from '../actions'
import { FINDINGS } from '../choices'
import { BackBillingPreview } from './back-billing-preview'
import { BreachFields, type RuleShown } from './breach-fields'
import { candidateFrom, correctionFrom, movesEnergy, type OrderDraft, type Standing } from './order-draft'
import type { CategoryOption } from './split-fields'
import { TariffFields } from './tariff-fields'
import { TransferFields, type BilledMonth } from './transfer-fields'
import { useDraft } from './use-draft'

interface OrderFormProps {
  accountNo: string
  categories: readonly CategoryOption[]
  initial: OrderDraft
  standing: Standing
  rule: RuleShown
  months: readonly BilledMonth[]
  neighbours: readonly { accountNo: string; name: string }[]
  /** The range that the effective date may lie in, as people read it. */
  earliest: string
  latest: string
  /** What the form was filled in from; its draft is kept apart. */
  origin?: string | undefined
  /** Set when an existing draft is edited. */
  order?: { number: string; version: number }
}

/** Prepares a correction: what it will cost appears while it is typed, and nothing typed is lost by a reload. */
export function OrderForm({ accountNo, categories, initial, standing, rule, months, neighbours, earliest, latest, origin, order }: OrderFormProps) {
  const [t, life] = [useTranslations('workOrders'), useTranslations('orderLife')]
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
  const { finding, reason, evidence, inspectorName, campaign } = values
  const schemas = useLate(() => import('../schemas').then(({ correctionSchema, orderFormSchema }) => ({ correctionSchema, orderFormSchema })))
  const correction = schemas.late && correctionFrom(schemas.late.correctionSchema, accountNo, values, standing)
  const typed = { ...candidateFrom(accountNo, values, standing), finding, reason, evidence, inspectorName, campaign }
  const checked = asked ? schemas.late?.orderFormSchema.safeParse(typed) : undefined
  const issueAt = (...path: string[]) => (checked?.success === false ? checked.error.issues.find((issue) => path.every((name, place) => issue.path[place] === name)) : undefined)
  const fault = (...path: string[]): string | undefined => {
    const issue = issueAt(...path)
    if (!issue) return undefined
    const [key, own] = [`faults.${issue.message}` as 'faults.reason-missing', `faults.${issue.message}` as 'faults.factor-wrong']
    return t.has(key) ? t(key) : life.has(own) ? life(own) : t(path[0] === 'terms' ? 'form.choose' : 'faults.date-wrong')
  }
  const pending = create.isPending || edit.isPending || create.hasSucceeded || edit.hasSucceeded
  const send = async (submit: boolean) => {
    setAsked(true)
    const ready = await schemas.fetch()
    const found = ready?.orderFormSchema.safeParse(typed)
    if (!ready || !found?.success || correctionFrom(ready.correctionSchema, accountNo, values, standing) === null) return
    if (order) edit.execute({ ...found.data, ...order, requestKey, submit })
    else create.execute({ ...found.data, requestKey, submit })
  }
  const moves = movesEnergy(values)
  return (
    <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
      <Card className="pt-3">
        <form className="grid gap-4" noValidate onSubmit={(event) => (event.preventDefault(), void send(true))}>
          {draft.restored && <Notice tone="accent">{t('form.restored')}</Notice>}
          <Field id="finding" label={t('form.finding')} error={fault('finding')}>
            <Select {...describedBy('finding', fault('finding') !== undefined)} value={finding} onChange={(event) => change({ finding: event.target.value })}>
              <option value="">{t('form.choose')}</option>
              {FINDINGS.map((name) => (
                <option key={name} value={name}>
                  {t(`findings.${name}`)}
                </option>
              ))}
            </Select>
          </Field>
          {moves ? (
            <TransferFields values={values} change={change} months={months} neighbours={neighbours} partnerFixed={order !== undefined} partnerError={fault('alternating', 'partnerNo')} transfersError={fault('alternating', 'transfers')} />
          ) : (
            <TariffFields values={values} change={change} categories={categories} earliest={earliest} latest={latest} asked={asked} termsError={fault('terms')} dateError={fault('effectiveFrom')} />
          )}
          <BreachFields values={values} change={change} rule={rule} datable={!moves} factorError={fault('breach')} />
          <Field id="reason" label={t('form.reason')} error={fault('reason')}>
            <TextArea {...describedBy('reason', fault('reason') !== undefined)} value={reason} onChange={(event) => change({ reason: event.target.value })} maxLength={2000} />
          </Field>
          <Field id="evidence" label={t('form.evidence')} hint={t('form.evidenceHint')} error={fault('evidence')}>
            <TextArea {...describedBy('evidence', fault('evidence') !== undefined)} value={evidence} onChange={(event) => change({ evidence: event.target.value })} maxLength={4000} />
          </Field>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field id="inspectorName" label={life('form.inspector')}>
              <TextInput {...describedBy('inspectorName', false)} value={inspectorName} onChange={(event) => change({ inspectorName: event.target.value })} maxLength={100} />
            </Field>
            <Field id="campaign" label={life('form.campaign')}>
              <TextInput {...describedBy('campaign', false)} value={campaign} onChange={(event) => change({ campaign: event.target.value })} maxLength={200} />
            </Field>
          </div>
          <ActionNotice error={schemas.lost ?? create.result.serverError ?? edit.result.serverError} />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" pending={pending} disabled={!draft.ready}>
              {t('form.submit')}
            </Button>
            <Button pending={pending} disabled={!draft.ready} onClick={() => void send(false)}>
              {t('form.saveDraft')}
            </Button>
          </div>
        </form>
      </Card>
      <BackBillingPreview correction={correction} />
    </div>
  )
}
