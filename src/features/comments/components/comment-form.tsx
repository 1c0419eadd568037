'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { addCommentAction } from '../actions'
import type { Colleague } from '../schemas'

const SUGGESTED = 6

/** What stands between the last `@` and the cursor, while a name is being typed; null otherwise. */
const typedName = (text: string): string | null => /@([^\s@，。；、]{0,20})$/.exec(text)?.[1] ?? null

/** A comment; typing `@` offers the colleagues who see the order, and choosing one names them. */
export function CommentForm({ number, colleagues }: { number: string; colleagues: readonly Colleague[] }) {
  const t = useTranslations('comments')
  const router = useRouter()
  const box = useRef<HTMLTextAreaElement>(null)
  const [body, setBody] = useState('')
  const [cursor, setCursor] = useState(0)
  const [requestKey] = useState(newRequestKey)
  const { execute, result, isPending, hasSucceeded } = useAction(addCommentAction, { onSuccess: () => router.refresh() })
  const typed = typedName(body.slice(0, cursor))
  const offered = typed === null ? [] : colleagues.filter(({ name, username }) => name.startsWith(typed) || username.startsWith(typed.toLowerCase())).slice(0, SUGGESTED)
  const choose = ({ name }: Colleague) => {
    const before = `${body.slice(0, cursor - (typed?.length ?? 0))}${name} `
    setBody(before + body.slice(cursor))
    setCursor(before.length)
    box.current?.focus()
  }
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (body.trim() !== '') execute({ number, body, requestKey })
      }}
    >
      <Field id="comment" label={t('label')} hint={t('hint')}>
        <TextArea
          {...describedBy('comment', false)}
          ref={box}
          value={body}
          maxLength={2000}
          onChange={(event) => {
            setBody(event.target.value)
            setCursor(event.target.selectionStart)
          }}
        />
      </Field>
      {offered.length > 0 && (
        <div role="group" aria-label={t('offered')} className="flex flex-wrap gap-1">
          {offered.map((colleague) => (
            <button key={colleague.id} type="button" className="border-line bg-raised min-h-8 rounded border px-2 text-sm" onClick={() => choose(colleague)}>
              @{colleague.name}
            </button>
          ))}
        </div>
      )}
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" pending={isPending || hasSucceeded} disabled={body.trim() === ''}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
