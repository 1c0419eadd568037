import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export const buttonStyle = cva(
  'inline-flex min-h-9 items-center justify-center gap-1.5 rounded-md border px-3 py-1.5 text-base font-medium whitespace-nowrap transition-colors disabled:opacity-55',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-accent-ink hover:brightness-110',
        secondary: 'border-line bg-surface text-ink hover:bg-raised',
        ghost: 'border-transparent bg-transparent text-ink hover:bg-raised',
        danger: 'border-bad bg-surface text-bad hover:bg-bad-soft',
      },
    },
    defaultVariants: { variant: 'secondary' },
  },
)

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle> & { pending?: boolean }

/** `pending` keeps a second click out while the first is answered. */
export function Button({ variant, pending = false, className, disabled, type = 'button', children, ...rest }: ButtonProps) {
  return (
    <button type={type} disabled={disabled === true || pending} aria-busy={pending} className={classNames(buttonStyle({ variant }), className)} {...rest}>
      {pending && <span aria-hidden className="size-3.5 animate-spin rounded-full border-2 border-current border-t-transparent" />}
      {children}
    </button>
  )
}
