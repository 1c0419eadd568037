import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

interface FieldProps {
  /** The id of the control within. */
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  children: ReactNode
  className?: string
}

/** A label, its control, a hint and what is wrong, tied together for screen readers by `describedBy(id)`. */
export function Field({ id, label, hint, error, children, className }: FieldProps) {
  return (
    <div className={classNames('grid content-start gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
      {error !== undefined && error !== null && (
        <p id={`${id}-error`} className="text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  )
}

/** The attributes that tie a control to its field's hint and error. */
export const describedBy = (id: string, invalid: boolean) => ({
  id,
  'aria-describedby': `${id}-hint ${id}-error`,
  'aria-invalid': invalid || undefined,
})

export const TextInput = ({ className, ...rest }: ComponentProps<'input'>) => <input className={classNames('input', className)} {...rest} />

export const TextArea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea className={classNames('input', className)} {...rest} />
)

export const Select = ({ className, ...rest }: ComponentProps<'select'>) => <select className={classNames('input', className)} {...rest} />
