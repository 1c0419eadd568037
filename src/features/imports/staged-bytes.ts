import 'server-only'

const TAB = 9
const NEWLINE = 10
const POINT = 46
const ZERO = 48
const NINE = 57

/** As `readAccountNo` and `readScaled` have it. */
const MOST_ACCOUNT_DIGITS = 32
const MOST_DIGITS = 13
/** What a line may need beyond the bytes it had in the file: its number, tabs, zeros behind the point, names in full. */
const LINE_ROOM = 256

/** Lines for COPY, put together byte by byte in memory of their own. */
export class StagedBytes {
  length = 0
  private memory: Buffer

  constructor(sourceBytes: number) {
    this.memory = Buffer.allocUnsafeSlow(sourceBytes + LINE_ROOM * 64)
  }

  startLine(rowNo: number, lineBytes: number): void {
    if (this.length + lineBytes + LINE_ROOM > this.memory.length) this.grow(lineBytes + LINE_ROOM)
    this.addAscii(String(rowNo))
  }

  separate(): void {
    this.memory[this.length] = TAB
    this.length += 1
  }

  endLine(): void {
    this.memory[this.length] = NEWLINE
    this.length += 1
  }

  cutTo(length: number): void {
    this.length = length
  }

  addAscii(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.memory[this.length + at] = text.charCodeAt(at)
    this.length += text.length
  }

  addText(text: string): void {
    const bytes = Buffer.byteLength(text)
    if (this.length + bytes > this.memory.length) this.grow(bytes)
    this.length += this.memory.write(text, this.length)
  }

  /** @returns false when there is anything but digits, or too many of them */
  addDigits(bytes: Buffer, start: number, end: number): boolean {
    if (end - start > MOST_ACCOUNT_DIGITS) return false
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte < ZERO || byte > NINE) return false
      this.memory[this.length] = byte
      this.length += 1
    }
    return true
  }

  /** `126.5` with 3 → `126500`. @returns false for anything but digits with at most so many decimals behind a point */
  addScaled(bytes: Buffer, start: number, end: number, decimals: number): boolean {
    let at = start
    for (; at < end && bytes[at] !== POINT; at += 1) if (!this.addDigit(bytes[at] ?? 0)) return false
    const whole = at - start
    if (whole === 0 || whole + decimals > MOST_DIGITS || at + 1 === end) return false
    let places = 0
    for (at += 1; at < end; at += 1, places += 1) if (places === decimals || !this.addDigit(bytes[at] ?? 0)) return false
    for (; places < decimals; places += 1) this.addDigit(ZERO)
    return true
  }

  private addDigit(byte: number): boolean {
    if (byte < ZERO || byte > NINE) return false
    this.memory[this.length] = byte
    this.length += 1
    return true
  }

  taken(): Buffer {
    return this.memory.subarray(0, this.length)
  }

  private grow(bytes: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.memory.length * 2, this.length + bytes))
    this.memory.copy(larger, 0, 0, this.length)
    this.memory = larger
  }
}
