import type { VariantProps } from 'class-variance-authority'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonStyle } from './button'
import { classNames } from './class-names'

interface LinkButtonProps extends VariantProps<typeof buttonStyle> {
  href: string
  className?: string
  children: ReactNode
}

/** A link that looks like what it does: it leads on to the next step. */
export const LinkButton = ({ href, variant, className, children }: LinkButtonProps) => (
  <Link href={href as Route} className={classNames(buttonStyle({ variant }), className)}>
    {children}
  </Link>
)
