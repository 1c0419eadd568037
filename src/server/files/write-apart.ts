import 'server-only'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { buffer, text } from 'node:stream/consumers'

/**
 * What a program of ours writes from a document given as JSON, in a process of its own: the PDF library needs the whole of
 * React, which processes that run server code do not have.
 * @param program within the project's folder: jobs run where the sources are
 * @throws Error with what the program said when it failed
 */
export async function writeApart(program: string, document: unknown): Promise<Buffer> {
  const root = process.cwd()
  const env = { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') }
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, program)], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  // It may have ended before it read: what it said tells why.
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify(document))
  const [file, complaint, status] = await Promise.all([buffer(child.stdout), text(child.stderr), ended])
  if (status !== 0) throw new Error(`the file was not written (${status ?? 'killed'}): ${complaint.slice(-500)}`)
  return file
}
