import { redirect } from 'next/navigation'
import { homeOf } from '@/domain/identity/home'
import { requireUser } from '@/server/session'

export default async function Home() {
  redirect(homeOf((await requireUser()).role))
}
