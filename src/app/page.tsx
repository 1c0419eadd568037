import { redirect } from 'next/navigation'
import { mayDo } from '@/domain/identity/permissions'
import { requireUser } from '@/server/session'

/** Everyone's first page: inspectors have their doors, the others the figures. */
export default async function Home() {
  const { role } = await requireUser()
  redirect(mayDo(role, 'dashboard.read') ? '/dashboard' : mayDo(role, 'inspections.work') ? '/inspections' : '/forbidden')
}
