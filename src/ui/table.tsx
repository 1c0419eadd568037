import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

/** A table that scrolls sideways within itself on a narrow screen; its caption is for screen readers. */
export function Table({ caption, children, className }: { caption: string; children: ReactNode; className?: string }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className={classNames('w-full border-collapse text-base', className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}

/** For tables of amounts: on a phone they give up air and wrap their heads, so that nothing has to be scrolled for. */
export const TIGHT_ON_PHONES = 'max-sm:text-sm max-sm:[&_td]:px-1.5 max-sm:[&_th]:px-1.5 max-sm:[&_th]:whitespace-normal max-sm:[&_th]:text-xs'

type CellProps = ComponentProps<'td'> & { numeric?: boolean }

export const Th = ({ numeric = false, className, scope = 'col', ...rest }: ComponentProps<'th'> & { numeric?: boolean }) => (
  <th scope={scope} className={classNames('head-cell', numeric && 'number-cell', className)} {...rest} />
)

export const Td = ({ numeric = false, className, ...rest }: CellProps) => (
  <td className={classNames('cell', numeric && 'number-cell', className)} {...rest} />
)
