import { mayDo } from '@/domain/identity/permissions'
import { projectReports } from '@/features/quality-report/queries'
import { download } from '@/server/files/download'
import { readKeptFile } from '@/server/files/file-store'
import { currentViewer } from '@/server/session'

interface Context {
  params: Promise<{ number: string; job: string; kind: string }>
}

/** A report that was written, as the file it was kept as. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'quality.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const { number, job, kind } = await params
  const found = (await projectReports(viewer, number)).find((one) => one.job.id === job)
  if (!found?.written || (kind !== 'docx' && kind !== 'pdf')) return new Response(null, { status: 404 })
  return download(await readKeptFile(found.written[kind]), `${number} ${found.written.title}.${kind}`, kind)
}
