import 'server-only'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

const SIGNATURE_BYTES = 19
const LENGTH_BYTES = 4
const END_OF_DATA = -1
const NULL_LENGTH = -1

/** Days from 1970-01-01 to PostgreSQL's 2000-01-01. */
const EPOCH_DAYS = 10_957
const DAY_MS = 86_400_000

/** One row of a binary COPY; valid only while its callback runs. Fields are counted from 0. */
export class BinaryRow {
  /** Where each field's data begins, and how long it is (-1 for null). */
  private readonly starts: number[] = []
  private readonly lengths: number[] = []
  private view: DataView = new DataView(new ArrayBuffer(0))

  /** Points at the row that begins at `offset`. @returns where the next begins, or null while some of it has not arrived. */
  read(view: DataView, offset: number): number | null {
    this.view = view
    const fields = view.getInt16(offset)
    let at = offset + 2
    for (let field = 0; field < fields; field += 1) {
      if (at + LENGTH_BYTES > view.byteLength) return null
      const length = view.getInt32(at)
      at += LENGTH_BYTES
      this.starts[field] = at
      this.lengths[field] = length
      if (length !== NULL_LENGTH) at += length
    }
    return at > view.byteLength ? null : at
  }

  isNull = (field: number): boolean => this.lengths[field] === NULL_LENGTH
  int2 = (field: number): number => this.view.getInt16(this.starts[field] ?? 0)
  int4 = (field: number): number => this.view.getInt32(this.starts[field] ?? 0)
  int8 = (field: number): bigint => this.view.getBigInt64(this.starts[field] ?? 0)

  text(field: number): string {
    return Buffer.from(this.view.buffer, this.view.byteOffset + (this.starts[field] ?? 0), this.lengths[field]).toString('utf8')
  }

  /** A date as `YYYY-MM-DD`. */
  date(field: number): string {
    return new Date((this.int4(field) + EPOCH_DAYS) * DAY_MS).toISOString().slice(0, 10)
  }
}

/**
 * Streams a query's rows by binary COPY: no row becomes an object, memory stays flat, and the database waits for the reader.
 * What the callback throws is thrown on once the rest has passed by: a COPY left half read would keep the connection waiting.
 * @param sql a SELECT without parameters, made of the code's own text and checked numbers and dates only
 * @returns the number of rows
 */
export async function copyBinary(client: pg.PoolClient, sql: string, onRow: (row: BinaryRow) => void): Promise<number> {
  const row = new BinaryRow()
  let rows = 0
  let rest: Uint8Array | null = null
  let headerSeen = false
  let failure: { error: unknown } | null = null
  for await (const chunk of client.query(copyTo(`COPY (${sql}) TO STDOUT (FORMAT binary)`)) as AsyncIterable<Buffer>) {
    if (failure) continue
    const bytes: Uint8Array = rest === null ? chunk : Buffer.concat([rest, chunk])
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = 0
    if (!headerSeen) {
      if (bytes.byteLength < SIGNATURE_BYTES) {
        rest = bytes
        continue
      }
      headerSeen = true
      at = SIGNATURE_BYTES
    }
    try {
      while (at + 2 <= view.byteLength && view.getInt16(at) !== END_OF_DATA) {
        const next = row.read(view, at)
        if (next === null) break
        onRow(row)
        rows += 1
        at = next
      }
    } catch (error) {
      failure = { error }
    }
    rest = at < bytes.byteLength ? bytes.subarray(at) : null
  }
  if (failure) throw failure.error
  return rows
}
