import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { DENSITY_COOKIE, densityFrom, type Density } from '@/i18n/locale'

/** The density this reader keeps. */
export const readDensity = async (): Promise<Density> => densityFrom((await cookies()).get(DENSITY_COOKIE)?.value)

/** Tables within stand as close as the reader likes them. */
export async function DenseList({ children }: { children: ReactNode }) {
  return <div data-density={await readDensity()}>{children}</div>
}
