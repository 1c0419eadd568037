import 'server-only'
import { DomainError } from '@/domain/errors'
import { ROW_LIMITS } from './file-rows'

const FIRST_BYTES = 64 * 1024
const FIRST_TEXTS = 4_096

/** A workbook's texts, which cells mention by number: kept as plain bytes, a fraction of what as many strings would take. */
export class SharedTexts {
  private bytes = Buffer.alloc(FIRST_BYTES)
  private ends = new Uint32Array(FIRST_TEXTS)
  private count = 0
  private used = 0

  /** @throws DomainError `file-too-many` when they are more than fit */
  add(text: string): void {
    const length = Buffer.byteLength(text)
    if (this.used + length > ROW_LIMITS.textBytes) throw new DomainError('file-too-many', { limit: ROW_LIMITS.rows })
    while (this.used + length > this.bytes.length) this.bytes = Buffer.concat([this.bytes], this.bytes.length * 2)
    if (this.count === this.ends.length) {
      const more = new Uint32Array(this.ends.length * 2)
      more.set(this.ends)
      this.ends = more
    }
    this.used += this.bytes.write(text, this.used)
    this.ends[this.count] = this.used
    this.count += 1
  }

  get(index: number): string {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return ''
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index])
  }
}
