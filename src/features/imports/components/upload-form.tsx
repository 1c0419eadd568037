'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IMPORT_KINDS, type ImportKind } from '@/domain/imports/columns'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { withParams } from '@/ui/url'

interface Failure {
  code: string
  params: Readonly<Record<string, string | number>>
}
type Answer = { data: { id: string; seenBefore: boolean } } | Failure

/** Sends the file as it is, telling how much of it has gone. Null when the connection broke. */
const send = (file: File, kind: ImportKind, onProgress: (percent: number) => void): Promise<Answer | null> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', withParams('/imports/upload', { kind, name: file.name }))
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((loaded * 100) / Math.max(1, total)))
    request.onload = () => resolve(answerIn(request.responseText))
    request.onerror = () => resolve(null)
    request.send(file)
  })

/** Null for what is no answer of ours: a page of some server in between. */
function answerIn(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Answer | null
    return answer !== null && ('data' in answer ? typeof answer.data.id === 'string' : typeof answer.code === 'string' && typeof answer.params === 'object') ? answer : null
  } catch {
    return null
  }
}

/** What the file holds, and the file: a native field, so that dropping a file on it works, and so does the keyboard. */
export function UploadForm({ initialKind }: { initialKind: ImportKind }) {
  const t = useTranslations('imports')
  const router = useRouter()
  const [kind, setKind] = useState(initialKind)
  const [percent, setPercent] = useState<number | null>(null)
  const [failure, setFailure] = useState<Failure | 'broken' | undefined>(undefined)
  const upload = async (file: FormDataEntryValue | null) => {
    if (!(file instanceof File) || file.name === '') return setFailure({ code: 'file-missing', params: {} })
    setFailure(undefined)
    setPercent(0)
    const answer = await send(file, kind, setPercent)
    if (answer && 'data' in answer) return router.push(withParams(`/imports/${answer.data.id}`, { seen: answer.data.seenBefore ? 1 : null }))
    setPercent(null)
    setFailure(answer ?? 'broken')
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void upload(new FormData(event.currentTarget).get('file'))
      }}
    >
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="mb-1 text-sm font-medium">{t('upload.kind')}</legend>
        {IMPORT_KINDS.map((one) => (
          <label key={one} className="border-line has-checked:border-accent has-checked:bg-accent-soft flex cursor-pointer gap-2 rounded-md border px-3 py-2">
            <input type="radio" name="kind" value={one} checked={kind === one} onChange={() => setKind(one)} className="accent-accent mt-1 size-4 shrink-0" />
            <span>
              <span className="font-medium">{t(`kinds.${one}`)}</span>
              <span className="text-muted block text-sm">{t(`kindHints.${one}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="flex flex-wrap gap-x-4">
        <span className="text-muted py-1">{t('upload.templates')}</span>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} className="text-accent py-1 hover:underline" download href={withParams(`/imports/templates/${kind}`, { format })}>
            {t(format === 'xlsx' ? 'upload.templateXlsx' : 'upload.templateCsv')}
          </a>
        ))}
        {kind === 'category-months' && (
          <a className="text-accent py-1 hover:underline" download href="/samples/category-months-as-printed.csv">
            {t('upload.sample')}
          </a>
        )}
      </p>
      <Field id="file" label={t('upload.label')} hint={t('upload.hint')}>
        <TextInput {...describedBy('file', failure !== undefined)} name="file" type="file" accept=".csv,.txt,.xlsx" className="border-dashed py-6" />
      </Field>
      {failure === 'broken' ? <Notice tone="bad" role="alert">{t('upload.failed')}</Notice> : <ActionNotice error={failure} />}
      {percent !== null && (
        <div className="grid gap-1">
          <progress max={100} value={percent} aria-label={t('upload.label')} className="accent-accent h-2 w-full" />
          <p role="status" className="text-muted tabular text-sm">{t('upload.sending', { percent })}</p>
        </div>
      )}
      <div>
        <Button type="submit" variant="primary" pending={percent !== null}>
          {t('upload.submit')}
        </Button>
      </div>
    </form>
  )
}
