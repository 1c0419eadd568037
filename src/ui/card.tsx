import type { ReactNode } from 'react'
import { classNames } from './class-names'

interface CardProps {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
  /** Without padding, for tables that reach the edge. */
  flush?: boolean
  id?: string
}

export function Card({ title, actions, children, className, flush = false, id }: CardProps) {
  return (
    <section id={id} className={classNames('card', className)}>
      {(title !== undefined || actions !== undefined) && (
        <header className="flex flex-wrap items-center justify-between gap-2 px-4 pt-3 pb-2">
          <h2 className="text-base font-semibold">{title}</h2>
          {actions}
        </header>
      )}
      <div className={flush ? '' : 'px-4 pt-1 pb-4'}>{children}</div>
    </section>
  )
}
