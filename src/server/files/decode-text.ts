import 'server-only'
import { DomainError } from '@/domain/errors'

export interface DecodedText {
  text: string
  encoding: 'UTF-8' | 'UTF-16' | 'GB18030'
}

const decode = (content: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    return null
  }
}

/** UTF-8 (with or without mark), UTF-16 with mark, else GBK as Excel saves it here. @throws DomainError `file-broken` */
export function decodeText(content: Uint8Array): DecodedText {
  if (content[0] === 0xff && content[1] === 0xfe) return { text: decode(content, 'utf-16le') ?? '', encoding: 'UTF-16' }
  if (content[0] === 0xfe && content[1] === 0xff) return { text: decode(content, 'utf-16be') ?? '', encoding: 'UTF-16' }
  const utf8 = decode(content, 'utf-8')
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8' }
  // GB18030 reads every GBK and GB2312 file.
  const chinese = decode(content, 'gb18030')
  if (chinese !== null) return { text: chinese, encoding: 'GB18030' }
  throw new DomainError('file-broken')
}
