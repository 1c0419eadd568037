import type { ReactNode } from 'react'

/** Says why nothing is here and what to do next. */
export const EmptyState = ({ title, children }: { title: ReactNode; children?: ReactNode }) => (
  <div className="text-muted grid justify-items-center gap-2 px-4 py-10 text-center">
    <div className="text-ink font-medium">{title}</div>
    {children}
  </div>
)
