import 'server-only'
import type pg from 'pg'
import type { Mapping } from '@/domain/imports/columns'
import type { CellAt, Finding, Names, ReadRow } from '@/domain/imports/finding'
import type { PriceRange } from '@/domain/imports/price-range'
import type { BillingMonth } from '@/domain/plain-date'
import type { Record as RecordEntry } from '@/server/transaction'
import type { ImportTables, StageColumn } from './import-tables'

/** What names stand for and what tariffs allow, for whoever asked for the import. */
export interface ReadContext extends Names {
  /** Category codes by id. */
  codes: ReadonlyMap<number, string>
  /** The most that an account of the category uses in a month, in Wh, by common sense. */
  mostWh: (categoryId: number) => bigint
  priceRange: (categoryId: number, month: BillingMonth) => PriceRange | null
}

export interface CheckContext {
  client: pg.PoolClient
  tables: ImportTables
  read: ReadContext
  mapping: Mapping
  batchId: bigint
  /** The stations whose rows may be touched. */
  stationIds: readonly number[]
  /** Whether new stations and districts may come with the file. */
  mayAddStations: boolean
  /** Rows in the file. */
  rowsRead: number
  /** Those that could be read. */
  staged: number
  /** Says how far the whole is, in per cent; where it was asked to stop it throws, and nothing is kept or committed. */
  sign: (percent: number) => Promise<void>
}

/** What a check found, besides the rows with something wrong. */
export interface Checked {
  /** Rows that may go in, and what the books have already. */
  added: number
  changed: number
  unchanged: number
  /** Rows that are each a part of a bill, where those that may go in are fewer than the rows. */
  partRows?: number
  months: string[]
  stations: number
  /** Of the rows that may go in, as decimal text; null where the kind has none. */
  energyWh: string | null
  amountFen: string | null
  newStations: number
  newDistricts: number
}

export interface CommitContext extends CheckContext {
  record: RecordEntry
  /** Whoever commits it. */
  by: { userId: string; name: string }
  fileName: string
  /** Held rows that a person has confirmed. */
  confirmed: readonly number[]
  at: Date
}

/** Bills that are new in the books, for what has to follow. */
export interface CommittedMonth {
  stationId: number
  month: BillingMonth
}

export interface Committed {
  added: number
  changed: number
  unchanged: number
  /** Where bills came in. */
  billed: CommittedMonth[]
}

/** A value of the stage that can be taken from a file's bytes. */
interface PlainColumn {
  /** The column of the file. */
  name: string
  /** Whether an empty cell is for the careful reader. */
  required: boolean
  /** Digits as they are; a number in whole units of 10^-so many; or one of few texts, with what the stage has for it (null: ask the careful reader). */
  as: 'digits' | number | ((cell: string) => string | null)
}

/** How ordinary rows of a kind are staged from bytes; it must say what the reader says, or leave the row to it. */
export interface PlainKind {
  /** In the order of the stage; null for what ordinary rows do not have. */
  columns: readonly (PlainColumn | null)[]
  /** Columns of the file whose cells, where they say anything, are for the careful reader. */
  careful: readonly string[]
  /** Whether a row's texts, in the same order, cannot all be right. */
  contradicts: (texts: readonly (string | null)[]) => boolean
}

/** One kind of file: how its rows are read, what the books say to them, how they get in. */
export interface KindSpec {
  /**
   * The stage's columns besides the row's number, in the order in which the reader gives them; with the columns of the file
   * that alone can put something there, where they may all be missing.
   */
  stage: readonly StageColumn[]
  /** The columns of the file that say what a row is about: in a total they say so, or nothing. */
  names: readonly string[]
  /** Whether texts that people wrote are among its values. */
  freeText: boolean
  /** Whether good rows may go in while others stay out. */
  partial: boolean
  reader: (context: ReadContext) => (cell: CellAt<string>) => ReadRow
  /** For kinds that come by the million. */
  plain?: (context: ReadContext) => PlainKind
  /** Fills the ready table, writes faults, all set-wise. */
  check: (context: CheckContext) => Promise<Checked>
  /** Brings the ready rows into the books, within the caller's transaction. */
  commit: (context: CommitContext) => Promise<Committed>
  /** Completes a fault that the database found, from the raw facts in its params. */
  explain?: (fault: Finding, context: ReadContext) => Finding
}
