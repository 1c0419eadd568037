import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  name: string
  text: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every TypeScript file of ours under a folder of the project; generated code is not ours. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name).replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('src/generated/'))
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }))
}

/** The names of the files in which a line matches, for an assertion that shows the offenders. */
export const offenders = (files: readonly SourceFile[], breaks: (file: SourceFile) => boolean): string[] =>
  files
    .filter(breaks)
    .map((file) => file.name)
    .sort()
