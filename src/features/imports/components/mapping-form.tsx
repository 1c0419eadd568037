'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { columnName, columnsOf, missingColumns, type ImportKind, type Mapping } from '@/domain/imports/columns'
import { otherUnits } from '@/domain/imports/header'
import { ActionNotice } from '@/ui/action-notice'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { describedBy, Field, Select, TextInput } from '@/ui/field'
import { formatList } from '@/ui/format'
import { chooseMappingAction } from '../actions'

interface MappingFormProps {
  id: string
  version: number
  kind: ImportKind
  header: readonly string[]
  /** The first row that has something in it, for recognising columns by what they hold. */
  example: readonly string[]
  proposed: Mapping
  source: string
}

/** Which column of the file is what the import needs. */
export function MappingForm({ id, version, kind, header, example, proposed, source }: MappingFormProps) {
  const t = useTranslations('imports.map')
  const locale = useLocale()
  const router = useRouter()
  const [mapping, setMapping] = useState<Mapping>(proposed)
  const [name, setName] = useState(source)
  const choose = useAction(chooseMappingAction, { onSuccess: () => router.replace(`/imports/${id}`) })
  const missing = missingColumns(kind, mapping)
  const places = Object.values(mapping)
  const isTwice = new Set(places).size !== places.length
  const set = (column: string, text: string) => {
    const { [column]: _, ...others } = mapping
    setMapping(text === '' ? others : { ...others, [column]: Number(text) })
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        choose.execute({ id, version, kind, mapping, source: name })
      }}
    >
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
        {columnsOf(kind).map(([column, { required }]) => {
          const place = mapping[column]
          const shown = place === undefined ? '' : (example[place] ?? '')
          const label = (
            <>
              {columnName(kind, column, locale)} {required && <Badge tone={place === undefined ? 'warn' : 'neutral'}>{t('required')}</Badge>}
            </>
          )
          return (
            <Field key={column} id={`map-${column}`} label={label} hint={shown === '' ? undefined : t('example', { value: shown })}>
              <Select {...describedBy(`map-${column}`, required && place === undefined)} value={place === undefined ? '' : String(place)} onChange={(event) => set(column, event.target.value)}>
                <option value="">{t('none')}</option>
                {header.map((title, index) => (
                  <option key={index} value={index}>
                    {title === '' ? `#${index + 1}` : title}
                  </option>
                ))}
              </Select>
            </Field>
          )
        })}
      </div>
      <Field id="source" label={t('source')} hint={t('sourceHint')} className="max-w-md">
        <TextInput {...describedBy('source', false)} value={name} onChange={(event) => setName(event.target.value)} maxLength={60} />
      </Field>
      {otherUnits(kind, header, mapping).map(({ column, header: title, unit, expected }) => (
        <p key={column} role="status" className="text-warn">
          {t(mapping[column] === undefined ? 'otherUnit' : 'otherUnitMapped', { header: title, unit, expected: locale === 'zh-CN' ? expected.zh : expected.en, column: columnName(kind, column, locale) })}
        </p>
      ))}
      {missing.length > 0 && <p role="status" className="text-warn">{t('missing', { columns: formatList(missing.map((column) => columnName(kind, column, locale)), locale) })}</p>}
      {isTwice && <p role="status" className="text-warn">{t('twice')}</p>}
      <ActionNotice error={choose.result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={choose.isPending} disabled={missing.length > 0 || isTwice}>
          {t('submit')}
        </Button>
      </div>
    </form>
  )
}
