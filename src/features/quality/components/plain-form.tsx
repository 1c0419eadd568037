'use client'

import { useTranslations } from 'next-intl'
import { useId, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { classNames } from '@/ui/class-names'
import { describedBy, Field, Select, TextArea, TextInput } from '@/ui/field'
import { useLate } from '@/ui/use-late'

export interface PlainField {
  name: string
  label: string
  type?: 'text' | 'long' | 'date' | 'month' | 'select'
  options?: readonly { value: string; label: string }[]
  hint?: string
  optional?: boolean
}

interface PlainFormProps<Input> {
  fields: readonly PlainField[]
  initial: Readonly<Record<string, string>>
  submit: string
  /** What is sent for what was typed; checked by the same schema as on the server, which comes after the page. */
  toInput: (values: Readonly<Record<string, string>>) => unknown
  schema: () => Promise<z.ZodType<Input>>
  send: (input: Input) => void
  pending: boolean
  error: { code: string; params: Readonly<Record<string, string | number>> } | undefined
  /** Says more, depending on what was typed. */
  note?: (values: Readonly<Record<string, string>>) => ReactNode
  wide?: boolean
}

/** The fields that a fault belongs to: by its own name, or by parts of it (`baseline.from` is `baselineFrom`); all parts of `baseline`. */
function fieldAt(path: readonly PropertyKey[], fields: readonly PlainField[]): string[] {
  const parts = path.map(String)
  const joined = parts.map((part, place) => part + (parts[place + 1] ?? '').replace(/^./, (letter) => letter.toUpperCase()))
  const own = fields.filter(({ name }) => parts.includes(name) || joined.includes(name))
  return (own.length > 0 ? own : fields.filter(({ name }) => parts.some((part) => name.startsWith(part)))).map(({ name }) => name)
}

/** A short form: its fields, each with what is wrong beside it once it was sent, and one button. */
export function PlainForm<Input>({ fields, initial, submit, toInput, schema, send, pending, error, note, wide = false }: PlainFormProps<Input>) {
  const t = useTranslations('quality.fields')
  const id = useId()
  const [values, setValues] = useState<Readonly<Record<string, string>>>(initial)
  const [asked, setAsked] = useState(false)
  const { late, fetch, lost } = useLate(schema)
  const checked = asked ? late?.safeParse(toInput(values)) : undefined
  const faulty = checked?.success === false ? checked.error.issues.map(({ path }) => fieldAt(path, fields)) : []
  const isFaulty = (name: string) => faulty.some((names) => names.includes(name))
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        void fetch().then((ready) => {
          const found = ready?.safeParse(toInput(values))
          if (found?.success) send(found.data)
        })
      }}
    >
      <div className={classNames('grid items-start gap-3', wide ? 'sm:grid-cols-2 lg:grid-cols-4' : 'sm:grid-cols-2')}>
        {fields.map(({ name, label, hint, type = 'text', options = [] }) => {
          const wrong = isFaulty(name)
          const control = { ...describedBy(`${id}-${name}`, wrong), name, value: values[name] ?? '' }
          const change = (value: string) => setValues((before) => ({ ...before, [name]: value }))
          return (
            <Field key={name} id={`${id}-${name}`} label={label} hint={hint} error={wrong ? t((values[name] ?? '').trim() === '' ? 'missing' : 'wrong') : undefined} className={type === 'long' ? 'sm:col-span-full' : ''}>
              {type === 'long' ? (
                <TextArea {...control} onChange={(event) => change(event.target.value)} />
              ) : type === 'select' ? (
                <Select {...control} onChange={(event) => change(event.target.value)}>
                  {options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </Select>
              ) : (
                <TextInput {...control} type={type} onChange={(event) => change(event.target.value)} />
              )}
            </Field>
          )
        })}
      </div>
      {note?.(values)}
      {faulty.some((names) => names.length === 0) && <Notice tone="bad">{t('formWrong')}</Notice>}
      <ActionNotice error={lost ?? error} />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
