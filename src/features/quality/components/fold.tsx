import type { ReactNode } from 'react'

/** Something to do that is not needed all the time: folded until asked for. */
export const Fold = ({ title, open = false, children }: { title: ReactNode; open?: boolean; children: ReactNode }) => (
  <details className="border-line bg-surface no-print rounded-lg border" open={open}>
    <summary className="hover:text-accent min-h-9 px-4 py-2 font-medium">{title}</summary>
    <div className="px-4 pt-1 pb-4">{children}</div>
  </details>
)
