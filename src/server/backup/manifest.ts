import 'server-only'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'

const digits = z.string().regex(/^-?\d+$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const identifier = z.string().regex(/^[a-z_][a-z0-9_]*$/)

const tableSchema = z.object({
  table: identifier,
  /** First day of the month, for a month's partition of the bills. */
  month: z.string().regex(/^\d{4}-\d{2}-01$/).nullable(),
  columns: z.array(identifier).min(1),
  rows: digits,
  /** Exact sums of the columns that hold fen or watt-hours. */
  sums: z.record(identifier, digits),
  /** Within the archive. */
  file: z.string().regex(/^tables\/[a-z0-9_.-]+$/),
  bytes: z.int().nonnegative(),
  sha256: digest,
})

const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  version: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: identifier, last: digits, called: z.boolean() })),
  /** Where the chain of each station's audit log ended. */
  chains: z.array(z.object({ stationId: z.int(), seq: digits, hash: z.string().regex(/^[0-9a-f]*$/) })),
  files: z.array(z.object({ sha256: digest, bytes: z.int().nonnegative() })),
})

/** What an archive holds and what has to come out of it again. */
export type Manifest = z.infer<typeof manifestSchema>
export type ArchivedTable = Manifest['tables'][number]

export const MANIFEST_FILE = 'manifest.json'

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 1)}\n`

/** The one number that stands for a whole archive: the manifest names the digest of everything else. */
export const digestOfManifest = (text: string): string => createHash('sha256').update(text).digest('hex')

export class ArchiveFault extends Error {}

/** @throws ArchiveFault saying what is wrong, in words for the person who named the folder */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; digest: string }> {
  const text = await readFile(path.join(folder, MANIFEST_FILE), 'utf8').catch(() => {
    throw new ArchiveFault(`${folder} is no backup: there is no ${MANIFEST_FILE} in it`)
  })
  let parsed
  try {
    parsed = manifestSchema.safeParse(JSON.parse(text))
  } catch {
    throw new ArchiveFault(`${MANIFEST_FILE} is damaged: it is no JSON`)
  }
  if (!parsed.success) {
    const [first] = parsed.error.issues
    throw new ArchiveFault(`${MANIFEST_FILE} is damaged or of another version: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`)
  }
  return { manifest: parsed.data, digest: digestOfManifest(text) }
}
