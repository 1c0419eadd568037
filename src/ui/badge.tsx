import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

const TONES: Record<Tone, string> = {
  neutral: 'bg-raised text-ink',
  accent: 'bg-accent-soft text-accent',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

export const Badge = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={classNames('inline-flex items-center rounded px-1.5 py-0.5 text-sm font-medium whitespace-nowrap max-sm:whitespace-normal', TONES[tone])}>{children}</span>
)

/** A notice within the page: what happened or is the matter, and what to do. */
export const Notice = ({ tone = 'neutral', title, children, role }: { tone?: Tone; title?: ReactNode; children?: ReactNode; role?: 'alert' | 'status' }) => (
  <div role={role} className={classNames('rounded-md px-3 py-2', TONES[tone])}>
    {title !== undefined && <p className="font-semibold">{title}</p>}
    {children}
  </div>
)
