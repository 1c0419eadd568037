import { getLocale } from 'next-intl/server'
import { DomainError } from '@/domain/errors'
import { askedList } from '@/features/accounts/list-queries'
import { exportInFull } from '@/features/register-changes/commands/export-in-full'
import { exportList } from '@/features/register-changes/export-list-queries'
import { exportReasonSchema } from '@/features/register-changes/schemas'
import { changing, reading } from '@/server/authorized-route'
import { download } from '@/server/files/download'

const formatOf = (params: Readonly<Record<string, string>>) => (params['format'] === 'csv' ? 'csv' : 'xlsx')
const paramsOf = (request: Request): Record<string, string> => Object.fromEntries(new URL(request.url).searchParams)

/** The accounts' list as a file, as its address filters it; names and addresses masked. */
export const GET = reading({ permissions: ['accounts.read'], use: 'export' }, async ({ viewer, request }) => {
  const params = paramsOf(request)
  const format = formatOf(params)
  const { content, name } = await exportList(viewer, await askedList(viewer, params), { format, locale: await getLocale(), inFull: false })
  return download(content, name, format)
})

/** The same in full, for a purpose that is sent with it and put on record. */
export const POST = changing({ permissions: ['accounts.read'], use: 'export' }, async ({ viewer, request }) => {
  const params = paramsOf(request)
  const format = formatOf(params)
  const form = await request.formData().catch(() => new FormData())
  const reason = exportReasonSchema.safeParse({ purpose: form.get('purpose'), note: form.get('note') ?? '' })
  if (!reason.success) throw new DomainError('reason-missing')
  const { content, name } = await exportInFull(viewer, await askedList(viewer, params), { format, locale: await getLocale() }, reason.data)
  return download(content, name, format)
})
