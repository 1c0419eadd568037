import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react'
import Link from 'next/link'
import { Th } from './table'

interface SortHeadProps {
  label: string
  /** The address with this column's next order. */
  href: string
  /** The order now, when the list is in this column's. */
  order: 'ascending' | 'descending' | null
  numeric?: boolean
}

const ICONS = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown }

/** A column's head that puts the list in its order: an address, like every filter. */
export function SortHead({ label, href, order, numeric = false }: SortHeadProps) {
  const Icon = ICONS[order ?? 'none']
  return (
    <Th numeric={numeric} aria-sort={order ?? 'none'}>
      <Link href={href} className="hover:text-accent inline-flex min-h-6 items-center gap-1">
        {label}
        <Icon aria-hidden className={order === null ? 'size-3.5 opacity-50' : 'text-accent size-3.5'} />
      </Link>
    </Th>
  )
}
