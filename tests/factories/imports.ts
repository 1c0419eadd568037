import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { ImportKind } from '@/domain/imports/columns'
import { stationsOf } from '@/features/imports/asked-stations'
import { checkImport } from '@/features/imports/commands/check-import'
import { commitImport } from '@/features/imports/commands/commit-import'
import { correctRow } from '@/features/imports/commands/decide-row'
import { receiveFile, type Received } from '@/features/imports/commands/receive-file'
import { getImport, importRows } from '@/features/imports/queries'
import type { ImportOutcome } from '@/features/imports/schemas'
import { keepStream } from '@/server/files/file-store'
import type { Viewer } from '@/server/viewer'

export const AT = new Date('2013-10-08T02:00:00Z')

const PRINTED = readFileSync('public/samples/category-months-as-printed.csv', 'utf8')

/** The origin report's table for a station, with its slip. */
export const printedFor = ({ name }: { name: string }): string => PRINTED.replaceAll('XX供电所', name)

/** The same without. */
export const rightFor = (station: { name: string }): string => printedFor(station).replace('1222252.36', '122252.36')

/** Corrects the slip, on the page as it stands. */
export const correctSlip = async (viewer: Viewer, id: string) =>
  correctRow(viewer, { id, version: (await getImport(viewer, id)).version, rowNo: 3, column: 'amountYuan', value: '122252.36', reason: 'misprint' }, AT)

/** Uploads a file and checks it, as the upload route and its job do; one that was here before is left as it is. */
export async function bring(viewer: Viewer, content: string | Buffer, { kind = 'category-months', name = 'file.csv' }: { kind?: ImportKind; name?: string } = {}): Promise<Received> {
  const kept = await keepStream(Readable.from([Buffer.from(content)]), 10_000_000)
  const received = await receiveFile(viewer, { kind, name, ...kept }, AT)
  if (received.mapped && !received.seenBefore) await checkAgain(viewer, received.id)
  return received
}

export const checkAgain = async (viewer: Viewer, id: string) => checkImport(viewer, await stationsOf(viewer), BigInt(id))

/** Commits an import as it stands. */
export async function commit(viewer: Viewer, id: string): Promise<ImportOutcome> {
  const { version } = await getImport(viewer, id)
  return (await commitImport(viewer, await stationsOf(viewer), { id: BigInt(id), version }, AT)).outcome
}

/** What was found, as `row column code`, in the order of the file. */
export async function found(viewer: Viewer, id: string): Promise<string[]> {
  const rows = await importRows(viewer, id, {}, 1_000)
  return rows.flatMap(({ rowNo, findings }) => findings.map(({ column, code }) => `${rowNo} ${column} ${code}`).sort())
}
