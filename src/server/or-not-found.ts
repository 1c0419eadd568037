import 'server-only'
import { notFound } from 'next/navigation'
import { DomainError } from '@/domain/errors'

/** For pages: what a query found, or the page that says there is nothing of that number, whether there is none or it is another station's. */
export const orNotFound = <Found>(asked: Promise<Found>): Promise<Found> =>
  asked.catch((error: unknown) => {
    if (error instanceof DomainError && error.code.endsWith('not-found')) notFound()
    throw error
  })
