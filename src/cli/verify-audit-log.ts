import { parseArgs } from 'node:util'
import { listStations } from '@/features/accounts/queries'
import { readAnchors } from '@/features/audit-log/commands/anchor-log'
import { brokenLinks, chainHeads } from '@/features/audit-log/chain-queries'
import { unrecordedFacts } from '@/features/audit-log/completeness-queries'
import { commandLineOperator } from '@/server/viewer'

const USAGE = 'usage: verify audit-log [--anchors FOLDER]'

/**
 * `verify audit-log`: computes every chain again, finds the anchors kept elsewhere in it, and looks for changes that have no
 * entry. Names the first broken link of each station. Exit code 0 sound, 1 broken, 2 wrong call.
 */
export async function run(args: readonly string[]): Promise<number> {
  let folder
  try {
    folder = parseArgs({ args: [...args], options: { anchors: { type: 'string' } } }).values.anchors
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const anchors = folder === undefined ? [] : await readAnchors(folder).catch((error: unknown) => String(error instanceof Error ? error.message : error))
  if (typeof anchors === 'string') return refuse(anchors)
  const codes = new Map((await listStations(commandLineOperator())).map(({ id, code }) => [id, code]))
  const [broken, unrecorded, heads] = [await brokenLinks(null, anchors), await unrecordedFacts(), await chainHeads()]
  for (const { stationId, seq, entry, fault } of broken) {
    process.stdout.write(`broken: station ${codes.get(stationId) ?? stationId}, link ${seq ?? '?'}${entry === null ? '' : `, entry ${entry}`}: ${fault}\n`)
  }
  for (const { fact, key } of unrecorded) process.stdout.write(`unrecorded: ${fact}: ${key}\n`)
  const links = heads.reduce((sum, { seq }) => sum + seq, 0n)
  process.stdout.write(`${heads.length} chain(s), ${links} link(s), ${anchors.length} anchor(s): ${broken.length + unrecorded.length === 0 ? 'whole' : `${broken.length} broken, ${unrecorded.length} unrecorded`}\n`)
  return broken.length + unrecorded.length === 0 ? 0 : 1
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
