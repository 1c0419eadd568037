import 'server-only'
import { DomainError } from '@/domain/errors'
import { stepOf } from '@/domain/quality/project-type'
import { keepFile } from '@/server/files/file-store'
import { mediaTypeOf } from '@/server/files/media-type'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { drawnFigures } from '../drawn-figures-queries'
import { getProject, type ProjectHead } from '../queries'
import type { FileEvidence, LinkedEvidence } from '../schemas'
import { projectEntry, signed } from './project-entry'
import { digestOf } from './sheet-rows'

const MOST_BYTES = 20 * 1024 * 1024

/**
 * Files a photo or document under its digest. The stamp is the database's own: it cannot be dated back.
 * @throws DomainError `forbidden`, `project-not-found`, `step-unknown`, `file-empty`, `file-too-big`, `attachment-wrong-kind`
 */
export async function addFileEvidence(viewer: Viewer, { requestKey, project: number, step, title }: FileEvidence, file: { name: string; content: Uint8Array }): Promise<{ sha256: string }> {
  assertMay(viewer, 'quality.write')
  const project = await projectWithStep(viewer, number, step)
  if (file.content.byteLength > MOST_BYTES) throw new DomainError('file-too-big', { size: Math.ceil(file.content.byteLength / 1024 / 1024), limit: MOST_BYTES / 1024 / 1024 })
  const mediaType = mediaTypeOf(file.content)
  const { sha256, bytes } = await keepFile(file.content)
  const kind = mediaType.startsWith('image/') ? ('photo' as const) : ('document' as const)
  return transact(
    viewer,
    async (tx, record) => {
      await tx.qcEvidence.create({ data: { stationId: project.stationId, projectId: project.id, step, kind, title, sha256, fileName: file.name.slice(0, 200), mediaType, fileBytes: bytes, ...signed(viewer) } })
      await record(projectEntry(project, 'evidence-added', { after: { step, kind, title, sha256 } }))
      return { sha256 }
    },
    { key: requestKey, action: 'qc-evidence.file' },
  )
}

/**
 * Files a work order, a campaign's result, or a chart's view with its figures. They are drawn from the system where it knows
 * what is referred to, whatever was sent; else they are as typed, and are filed as typed. The digest is over what is written.
 * @throws DomainError `forbidden`, `project-not-found`, `step-unknown`, `order-not-found`, `figures-missing`
 */
export async function addLinkedEvidence(viewer: Viewer, { requestKey, project: number, step, kind, title, reference, figures }: LinkedEvidence): Promise<{ sha256: string }> {
  assertMay(viewer, 'quality.write')
  const project = await projectWithStep(viewer, number, step)
  const known = await drawnFigures(viewer, project, kind, reference)
  const frozen = known ?? figures
  if (kind === 'chart' && frozen.length === 0) throw new DomainError('figures-missing')
  const drawn = known !== null
  const sha256 = digestOf({ kind, title, reference, figures: frozen, drawn })
  return transact(
    viewer,
    async (tx, record) => {
      await tx.qcEvidence.create({ data: { stationId: project.stationId, projectId: project.id, step, kind, title, sha256, reference, figures: frozen, drawn, ...signed(viewer) } })
      await record(projectEntry(project, 'evidence-added', { after: { step, kind, title, sha256 } }))
      return { sha256 }
    },
    { key: requestKey, action: 'qc-evidence.link' },
  )
}

async function projectWithStep(viewer: Viewer, number: string, step: string): Promise<ProjectHead> {
  const project = await getProject(viewer, number)
  if (!stepOf(project.type, step)) throw new DomainError('step-unknown')
  return project
}
