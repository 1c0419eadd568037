'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

/** Chooses every row of the page at once, and says how many are chosen. */
export function ChooseAll({ form }: { form: string }) {
  const t = useTranslations('lists.choose')
  const [chosen, setChosen] = useState(0)
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][form="${form}"][name=account]`)]
  useEffect(() => {
    const count = () => setChosen(document.querySelectorAll(`input[type=checkbox][form="${form}"][name=account]:checked`).length)
    count()
    document.addEventListener('change', count)
    return () => document.removeEventListener('change', count)
  }, [form])
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        className="size-5"
        checked={chosen > 0 && chosen === boxes().length}
        onChange={(event) => {
          for (const box of boxes()) box.checked = event.target.checked
          setChosen(event.target.checked ? boxes().length : 0)
        }}
      />
      {t('page')} <span className="text-muted tabular">{t('chosen', { count: chosen })}</span>
    </label>
  )
}
