import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const fileIn = (folder: string): string => path.join(folder, 'start.pid')

/**
 * A database found running belongs to another `npm start`, unless that one was killed and left it behind: then this one
 * takes it over, and stops it in the end.
 */
export function adoptOrphan(folder: string): boolean {
  const file = fileIn(folder)
  if (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8')))) return false
  writeFileSync(file, String(process.pid))
  return true
}

export function releasePlace(folder: string): void {
  const file = fileIn(folder)
  if (existsSync(file) && readFileSync(file, 'utf8') === String(process.pid)) rmSync(file)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
