import 'server-only'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import type { Report } from './report-model'

/** Beside this file, from the project's own folder: jobs run where the sources are. */
const PROGRAM = path.join(process.cwd(), 'src/features/quality-report/pdf-process.ts')

/** A report as PDF, written by a process of its own. @throws Error with what that process said when it fails */
export async function writePdfApart(report: Report): Promise<Buffer> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [file, said] = [buffer(child.stdout), text(child.stderr)]
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify(report))
  const code = await ended
  if (code !== 0) throw new Error(`the PDF was not written (${code ?? 'killed'}): ${await said}`)
  return file
}
