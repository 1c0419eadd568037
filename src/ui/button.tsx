import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'

/** The look of a button, for links that look like one. */
export const buttonStyle = (variant: ButtonVariant = 'secondary'): string => `button button-${variant}`

type ButtonProps = ComponentProps<'button'> & { variant?: ButtonVariant; pending?: boolean }

/** `pending` keeps a second click out while the first is answered. */
export function Button({ variant, pending = false, className, disabled, type = 'button', children, ...rest }: ButtonProps) {
  return (
    <button type={type} disabled={disabled === true || pending} aria-busy={pending} className={classNames(buttonStyle(variant), className)} {...rest}>
      {pending && <span aria-hidden className="size-3.5 animate-spin rounded-full border-2 border-current border-t-transparent" />}
      {children}
    </button>
  )
}
