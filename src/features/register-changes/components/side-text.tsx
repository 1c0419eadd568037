import { getLocale, getTranslations } from 'next-intl/server'
import { maskAddress, maskName } from '@/domain/identity/masking'
import { categoryIndex } from '@/features/tariffs/queries'
import { categoryName } from '@/ui/category-name'
import type { AccountSide } from '../schemas'

const FIELDS = ['name', 'address', 'category', 'station', 'district'] as const

interface SideTextProps {
  before: AccountSide
  after: AccountSide
  /** Names and addresses in full: for whoever has just changed them and checks it. */
  inFull?: boolean
}

/** Both sides of an account's change beside each other, field by field, what it was struck out. */
export async function SideText({ before, after, inFull = false }: SideTextProps) {
  const [t, locale, { byCode }] = await Promise.all([getTranslations('registerChanges.fields'), getLocale(), categoryIndex()])
  const text = (side: AccountSide, field: (typeof FIELDS)[number]): string => {
    if (field === 'category') return side.category === undefined ? '' : categoryName(byCode.get(side.category), locale)
    const value = side[field]
    return value === undefined ? '' : typeof value === 'string' ? value : `${value.name} (${value.code})`
  }
  const shown = (side: AccountSide, field: (typeof FIELDS)[number]): string => {
    if (inFull || (field !== 'name' && field !== 'address')) return text(side, field)
    return field === 'name' ? maskName(text(side, field)) : maskAddress(text(side, field))
  }
  return (
    <ul className="grid gap-0.5">
      {FIELDS.filter((field) => after[field] !== undefined && text(before, field) !== text(after, field)).map((field) => (
        <li key={field}>
          <span className="text-muted mr-2 text-sm">{t(field)}</span>
          <del className="text-bad decoration-from-font">{shown(before, field)}</del>
          <span aria-hidden className="text-muted px-1.5">
            →
          </span>
          <ins className="text-good font-medium no-underline">{shown(after, field)}</ins>
        </li>
      ))}
    </ul>
  )
}
