import type { ReactNode } from 'react'

/** Facts by name, two columns where there is room. */
export const DescriptionList = ({ items }: { items: readonly { term: string; detail: ReactNode }[] }) => (
  <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
    {items.map(({ term, detail }) => (
      <div key={term} className="contents">
        <dt className="text-muted whitespace-nowrap">{term}</dt>
        <dd className="min-w-0 break-words">{detail}</dd>
      </div>
    ))}
  </dl>
)
