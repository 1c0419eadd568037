import 'server-only'
import { choiceOf, DomainError } from '@/domain/errors'
import { frozenBreak } from '@/domain/quality/frozen-baseline'
import { stepOf } from '@/domain/quality/project-type'
import { cell, EMPTY_SHEET, faultsOf } from '@/domain/quality/tool-sheet'
import { answerOnce } from '@/server/answer-once'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getProject, projectRecord } from '../queries'
import type { AddSheet, SaveSheet } from '../schemas'
import { heldAgainstBooks } from './books-figures'
import { projectEntry } from './project-entry'
import { fileSheet, reviseSheet } from './sheet-rows'

/**
 * Adds an empty tool to a step.
 * @throws DomainError `forbidden`, `project-not-found`, `step-unknown`
 */
export async function addSheet(viewer: Viewer, { requestKey, project: number, step, kind, title }: AddSheet): Promise<{ id: string }> {
  assertMay(viewer, 'quality.write')
  const project = await getProject(viewer, number)
  if (!stepOf(project.type, step)) throw new DomainError('step-unknown')
  const request = { key: requestKey, action: 'qc-sheet.add' }
  return answerOnce(viewer, request, () =>
    transact(
      viewer,
      async (tx, record) => {
        const id = await fileSheet(tx, viewer, project, { step, kind, title, content: EMPTY_SHEET })
        await record(projectEntry(project, 'tool-added', { after: { step, kind, title } }))
        return { id: String(id) }
      },
      request,
    ),
  )
}

/**
 * Saves a tool as edited; every saved state stays as a revision. Changing a tool of a step whose gate is passed is allowed
 * and shows. A control chart's frozen baseline is kept, and a split names a countermeasure; what is said to come from the books
 * does.
 * @throws DomainError `forbidden`, `project-not-found`, `sheet-not-found`, `sheet-changed`, `sheet-faulty`, `baseline-frozen`,
 *   `split-without-measure`, `not-from-books`
 */
export async function saveSheet(viewer: Viewer, { project: number, id, version, title, content: sent, removed }: SaveSheet, at: Date): Promise<{ version: number }> {
  assertMay(viewer, 'quality.write')
  const project = await getProject(viewer, number)
  const { sheets } = await projectRecord(project)
  const sheet = sheets.find((one) => one.id === id)
  if (!sheet) throw new DomainError('sheet-not-found')
  const [fault] = faultsOf(sheet.kind, sent)
  if (fault) throw new DomainError('sheet-faulty', { row: fault.row, fault: choiceOf(fault.code) })
  const measures = sheets.filter(({ kind }) => kind === 'countermeasures').flatMap(({ content }) => content.rows.map((row) => cell(row, 'id')))
  const broken = sheet.kind === 'control-chart' && !removed ? frozenBreak(sheet.content, sent, measures) : null
  if (broken) throw new DomainError(broken)
  const content = removed ? sheet.content : await heldAgainstBooks(viewer, number, sheet, sent, at)
  return transact(viewer, async (tx, record) => {
    const { count } = await tx.qcSheet.updateMany({
      where: { stationId: project.stationId, id: BigInt(id), version, removed: false },
      data: { title, content, removed, version: { increment: 1 } },
    })
    if (count !== 1) throw new DomainError('sheet-changed')
    await reviseSheet(tx, viewer, project, { sheetId: BigInt(id), step: sheet.step, title, content, version: version + 1, removed })
    await record(projectEntry(project, removed ? 'tool-removed' : 'tool-saved', { after: { step: sheet.step, kind: sheet.kind, title, version: version + 1 } }))
    return { version: version + 1 }
  })
}
