/** Reads `account,category,month,energy_kwh` as it streams by: a company's year fits, some rows at a time. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openRowFile } from '@/server/files/open-row-file'
import { SeriesCollector, type CollectedSeries } from './series-collector'

const COLUMNS = ['account', 'category', 'month', 'energy_kwh'] as const
const SHOWN_LETTERS = 200

export type SeriesFile = ({ fatal: false } & CollectedSeries) | { fatal: true; faults: string[] }

/** @throws NodeJS.ErrnoException when the file cannot be read, DomainError when it is no table */
export async function readSeriesFile(file: string): Promise<SeriesFile> {
  if (file !== '-') return readPlace(file, file)
  // The encoding is told from the whole of it, so what comes by a pipe is put down first.
  const folder = await mkdtemp(path.join(tmpdir(), 'suspects-'))
  try {
    const place = path.join(folder, 'input')
    await pipeline(process.stdin, createWriteStream(place, { mode: 0o600 }))
    return await readPlace(place, file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readPlace(place: string, shownAs: string): Promise<SeriesFile> {
  const { header, rows } = await openRowFile(place)
  const names = header.map((name) => name.toLowerCase())
  const places = COLUMNS.map((column) => names.indexOf(column))
  const missing = COLUMNS.filter((_, place_) => places[place_] === -1)
  if (missing.length > 0) return { fatal: true, faults: [`${shownAs}: missing column ${missing.join(', ')}; the file has ${header.join(', ').slice(0, SHOWN_LETTERS)}`] }
  const collector = new SeriesCollector()
  for await (const some of rows()) {
    for (const { rowNo, cells } of some) collector.add(rowNo, places.map((at) => (cells[at] ?? '').trim()))
  }
  const collected = collector.done()
  return collected.accounts.length > 0 ? { fatal: false, ...collected } : { fatal: true, faults: [...collected.faults, `${shownAs}: no row could be read`] }
}
