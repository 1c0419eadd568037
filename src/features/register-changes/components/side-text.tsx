import { getLocale, getTranslations } from 'next-intl/server'
import { categoryIndex } from '@/features/tariffs/queries'
import { categoryName } from '@/ui/category-name'
import type { AccountSide } from '../schemas'

const FIELDS = ['name', 'address', 'category', 'station', 'district'] as const

/** Both sides of an account's change beside each other, field by field, what it was struck out. */
export async function SideText({ before, after }: { before: AccountSide; after: AccountSide }) {
  const [t, locale, { byCode }] = await Promise.all([getTranslations('registerChanges.fields'), getLocale(), categoryIndex()])
  const text = (side: AccountSide, field: (typeof FIELDS)[number]): string => {
    if (field === 'category') return side.category === undefined ? '' : categoryName(byCode.get(side.category), locale)
    const value = side[field]
    return value === undefined ? '' : typeof value === 'string' ? value : `${value.name} (${value.code})`
  }
  return (
    <ul className="grid gap-0.5">
      {FIELDS.filter((field) => after[field] !== undefined && text(before, field) !== text(after, field)).map((field) => (
        <li key={field}>
          <span className="text-muted mr-2 text-sm">{t(field)}</span>
          <del className="text-bad decoration-from-font">{text(before, field)}</del>
          <span aria-hidden className="text-muted px-1.5">
            →
          </span>
          <ins className="text-good font-medium no-underline">{text(after, field)}</ins>
        </li>
      ))}
    </ul>
  )
}
