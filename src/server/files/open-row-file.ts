import 'server-only'
import { open } from 'node:fs/promises'
import { fileKind } from './file-kind'
import type { HeaderChoice, RowFile } from './file-rows'
import { openDelimited } from './open-delimited'
import { openWorkbook } from './open-workbook'

const HEAD_BYTES = 64 * 1024

/** Opens a file of any size by what it is, never by its name. @throws DomainError saying what is wrong with it */
export async function openRowFile(path: string, headerAmong: HeaderChoice = () => 0): Promise<RowFile> {
  const handle = await open(path)
  const head = Buffer.alloc(HEAD_BYTES)
  const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0)
  await handle.close()
  const content = head.subarray(0, bytesRead)
  return fileKind(content) === 'xlsx' ? openWorkbook(path, headerAmong) : openDelimited(path, content, headerAmong)
}
