'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState, type FormEvent } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { LinkButton } from '@/ui/link-button'
import { newRequestKey } from '@/ui/request-key'
import { useLate } from '@/ui/use-late'
import { addRuleAction, ruleEffectAction } from '../actions'
import type { RuleKind } from '../schemas'
import { EffectText } from './effect-text'
import { inputOf, RuleFields, type RuleValues } from './rule-fields'

export const RULES_PATH = '/settings/dated-rules'

/** A new rule in two steps: what it says, then what it would change and from when. Nothing is written before the second. */
export function RuleForm({ kind, initial }: { kind: RuleKind; initial: RuleValues }) {
  const t = useTranslations('datedRules.form')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [values, setValues] = useState(initial)
  const [asked, setAsked] = useState(false)
  const look = useAction(ruleEffectAction)
  const add = useAction(addRuleAction, { onSuccess: () => router.push(`${RULES_PATH}#${kind}`) })
  const schema = useLate(() => import('../schemas').then(({ datedRuleSchema }) => datedRuleSchema))
  const checked = asked ? schema.late?.safeParse(inputOf(kind, values)) : undefined
  const faultOf = (field: keyof RuleValues) => (checked?.success === false ? checked.error.issues.find(({ path }) => path[0] === field)?.message : undefined)
  const change = (field: keyof RuleValues, value: string | boolean) => {
    setValues({ ...values, [field]: value })
    // What was looked at is no longer what would be added.
    look.reset()
    add.reset()
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    void schema.fetch().then((ready) => {
      if (ready?.safeParse(inputOf(kind, values)).success) look.execute(inputOf(kind, values))
    })
  }
  const effect = look.result.data
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <RuleFields kind={kind} values={values} faultOf={faultOf} onChange={change} />
      <ActionNotice error={schema.lost ?? look.result.serverError ?? add.result.serverError} />
      {effect && (
        <section aria-labelledby="effect" className="border-accent bg-accent-soft grid gap-2 rounded-lg border p-4">
          <h2 id="effect" className="font-semibold">
            {t('effectTitle')}
          </h2>
          <EffectText effect={effect} values={values} />
        </section>
      )}
      <div className="flex flex-wrap gap-2">
        {effect ? (
          <Button type="button" variant="primary" pending={add.isPending || add.hasSucceeded} onClick={() => add.execute({ rule: inputOf(kind, values), requestKey })}>
            {t('add')}
          </Button>
        ) : (
          <Button type="submit" variant="primary" pending={look.isPending}>
            {t('look')}
          </Button>
        )}
        <LinkButton href={RULES_PATH} variant="ghost">
          {t('cancel')}
        </LinkButton>
      </div>
    </form>
  )
}
