import 'server-only'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { ReportDocument } from '../report-document'

const PROCESS = fileURLToPath(new URL('./pdf-process.ts', import.meta.url))

/** The report as PDF, by `pdf-process.ts`. @throws Error with what it said when it failed */
export async function writePdf(report: ReportDocument): Promise<Buffer> {
  const env = { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: path.resolve(path.dirname(PROCESS), '../../../../tsconfig.json') }
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS], { stdio: ['pipe', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  child.stdin.end(JSON.stringify(report))
  const [pdf, complaint, status] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended])
  if (status !== 0) throw new Error(`the PDF was not written: ${complaint.toString('utf8').slice(-500)}`)
  return pdf
}
