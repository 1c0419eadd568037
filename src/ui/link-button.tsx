import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonStyle, type ButtonVariant } from './button'
import { classNames } from './class-names'

interface LinkButtonProps {
  variant?: ButtonVariant
  href: string
  className?: string
  /** False for files: nothing is fetched before it is asked for. */
  prefetch?: boolean
  children: ReactNode
}

/** A link that looks like what it does: it leads on to the next step. */
export const LinkButton = ({ href, variant, className, prefetch, children }: LinkButtonProps) => (
  <Link href={href} {...(prefetch === undefined ? {} : { prefetch })} className={classNames(buttonStyle(variant), className)}>
    {children}
  </Link>
)
