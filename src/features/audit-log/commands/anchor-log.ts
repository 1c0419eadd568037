import 'server-only'
import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type { PlainDate } from '@/domain/plain-date'
import type { Anchor } from '../chain-queries'

const lineSchema = z.object({ at: z.string(), station: z.number().int(), seq: z.string().regex(/^\d+$/), hash: z.string().regex(/^[0-9a-f]{64}$|^$/) })

const FILE = /^audit-\d{4}-\d{2}-\d{2}\.jsonl$/

/** Writes where the chains end into the day's file of a folder that belongs on another machine. @returns the file */
export async function writeAnchors(folder: string, heads: readonly Anchor[], day: PlainDate, at: Date): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, `audit-${day}.jsonl`)
  const lines = heads.map(({ stationId, seq, hash }) => JSON.stringify({ at: at.toISOString(), station: stationId, seq: String(seq), hash }))
  await appendFile(file, `${lines.join('\n')}\n`, { mode: 0o600 })
  return file
}

/** All anchors of a folder. @throws Error naming the file and line that is none */
export async function readAnchors(folder: string): Promise<Anchor[]> {
  const anchors: Anchor[] = []
  for (const name of (await readdir(folder)).filter((one) => FILE.test(one)).sort()) {
    const lines = (await readFile(path.join(folder, name), 'utf8')).split('\n').filter((line) => line !== '')
    lines.forEach((line, index) => anchors.push(anchorIn(line, `${name}:${index + 1}`)))
  }
  return anchors.filter(({ seq }) => seq > 0n)
}

function anchorIn(line: string, place: string): Anchor {
  try {
    const { station, seq, hash } = lineSchema.parse(JSON.parse(line))
    return { stationId: station, seq: BigInt(seq), hash }
  } catch {
    throw new Error(`${place} is no anchor`)
  }
}
