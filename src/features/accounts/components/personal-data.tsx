'use client'

import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import type { WholeData } from '../schemas'

interface Shown {
  whole: ReadonlyMap<string, WholeData>
  show: (data: readonly WholeData[]) => void
}

const ShownInFull = createContext<Shown>({ whole: new Map(), show: () => undefined })

/** Around a page that shows personal data: what has been shown in full stays so until the page is left. */
export function PersonalDataView({ children }: { children: ReactNode }) {
  const [whole, setWhole] = useState<ReadonlyMap<string, WholeData>>(new Map())
  const shown = useMemo(() => ({ whole, show: (data: readonly WholeData[]) => setWhole(new Map(data.map((one) => [one.accountNo, one]))) }), [whole])
  return <ShownInFull value={shown}>{children}</ShownInFull>
}

export const useShownInFull = (): Shown => useContext(ShownInFull)

interface PersonalProps {
  accountNo: string
  field: 'name' | 'address'
  masked: string
}

/** A name or address: masked, or in full once it has been asked for. */
export function Personal({ accountNo, field, masked }: PersonalProps) {
  const { whole } = useShownInFull()
  return <span data-personal={field}>{whole.get(accountNo)?.[field] ?? masked}</span>
}
