import { projectReports } from '@/features/quality-report/queries'
import { reading, type RouteCall } from '@/server/authorized-route'
import { download } from '@/server/files/download'
import { readKeptFile } from '@/server/files/file-store'

interface Params {
  number: string
  job: string
  kind: string
}

/** A report that was written, as the file it was kept as. */
export const GET = reading({ permissions: ['quality.read'], use: 'export' }, async ({ viewer, params: { number, job, kind } }: RouteCall<Params>) => {
  const found = (await projectReports(viewer, number)).find((one) => one.job.id === job)
  if (!found?.written || (kind !== 'docx' && kind !== 'pdf')) return null
  return download(await readKeptFile(found.written[kind]), `${number} ${found.written.title}.${kind}`, kind)
})
