import 'server-only'
import { DomainError } from '@/domain/errors'

export type MediaType = 'image/png' | 'image/jpeg' | 'image/webp' | 'application/pdf' | typeof DOCX | typeof XLSX

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const startsWith = (content: Uint8Array, text: string, at = 0): boolean => [...text].every((letter, index) => content[at + index] === letter.charCodeAt(0))

/** A ZIP's file names stand in it as plain text. */
const mentions = (content: Uint8Array, name: string): boolean => Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(name)

/**
 * What a photo or document is by its content, never by its name. Documents with macros are refused like anything unknown.
 * @throws DomainError `file-empty`, `attachment-wrong-kind`
 */
export function mediaTypeOf(content: Uint8Array): MediaType {
  if (content.length === 0) throw new DomainError('file-empty')
  if (startsWith(content, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (startsWith(content, '\xff\xd8\xff')) return 'image/jpeg'
  if (startsWith(content, 'RIFF') && startsWith(content, 'WEBP', 8)) return 'image/webp'
  if (startsWith(content, '%PDF-')) return 'application/pdf'
  if (startsWith(content, 'PK\x03\x04') && !mentions(content, 'vbaProject.bin')) {
    if (mentions(content, 'word/document.xml')) return DOCX
    if (mentions(content, 'xl/workbook.xml')) return XLSX
  }
  throw new DomainError('attachment-wrong-kind')
}
