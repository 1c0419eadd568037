import 'server-only'
import { isDecimal } from '@/domain/decimal'
import { DomainError } from '@/domain/errors'
import { isPlainDate } from '@/domain/plain-date'
import { compare, multiply, ratio, ratioFromDecimal, toDecimalText } from '@/domain/ratio'
import type { Split } from '@/domain/tariff/assignment'
import { findAccount } from '@/features/accounts/queries'
import { listCategories, type Category } from '@/features/tariffs/queries'
import { refusalOf } from '@/features/work-orders/plan-queries'
import { orderFormSchema, type OrderForm } from '@/features/work-orders/schemas'
import type { FileTable } from '@/server/files/table'
import { writeXlsx, type OutCell } from '@/server/files/write-table'
import type { Viewer } from '@/server/viewer'
import type { Finding } from '../batch-queries'
import { columnsIn, CORRECTION_COLUMNS, FINDING_WORDS, keyFor, REQUIRED_CORRECTION_COLUMNS, type CorrectionColumn } from './sheet-words'

/** Each row is worked out on the account's bills before anything is written: more rows than this take too long to wait for. */
export const CORRECTIONS_LIMIT = 1_000

/** The workbook to fill in, with the words that may stand in it on a second sheet. */
export async function correctionsTemplate(language: 'zh-CN' | 'en'): Promise<Buffer> {
  const categories = await listCategories()
  const findings = Object.values(FINDING_WORDS).map((word) => word[language])
  const words = Array.from({ length: Math.max(categories.length, findings.length) }, (_, index): OutCell[] => {
    const category = categories[index]
    return [findings[index] ?? null, category ? `${category.code} ${language === 'zh-CN' ? category.nameZh : category.nameEn}` : null]
  })
  return writeXlsx([
    { name: language === 'zh-CN' ? '更正' : 'Corrections', head: Object.values(CORRECTION_COLUMNS).map((word) => word[language]), widths: [16, 24, 20, 14, 32, 32, 20, 20, 20, 12], rows: [] },
    { name: language === 'zh-CN' ? '可填的内容' : 'What may be filled in', head: [CORRECTION_COLUMNS.finding[language], CORRECTION_COLUMNS.category[language]], widths: [32, 32], rows: words },
  ])
}

export interface ReadCorrection {
  place: number
  /** 0 when the account is not in scope. */
  stationId: number
  accountNo: string
  /** Null when something is wrong with the row. */
  content: OrderForm | null
  findings: Finding[]
}

/**
 * Corrections checked row by row: each cell for what it says, then the whole row for whether it can be done, by the very
 * rules that the form's preview applies.
 * @throws DomainError `file-missing-columns`, `batch-too-big`
 */
export async function readCorrections(viewer: Viewer, { header, rows }: FileTable): Promise<ReadCorrection[]> {
  const columns = columnsIn(CORRECTION_COLUMNS, header)
  const missing = REQUIRED_CORRECTION_COLUMNS.filter((column) => !columns.has(column))
  if (missing.length > 0) throw new DomainError('file-missing-columns', { missing: missing.map((column) => CORRECTION_COLUMNS[column]['zh-CN']).join(', '), found: header.join(', ') })
  if (rows.length > CORRECTIONS_LIMIT) throw new DomainError('batch-too-big', { limit: CORRECTIONS_LIMIT })
  const categories = await listCategories()
  const seen = new Map<string, number>()
  const read: ReadCorrection[] = []
  for (const { rowNo, cells } of rows) {
    const row = new CorrectionRow((column) => cells[columns.get(column) ?? -1]?.trim() ?? '', categories)
    const twice = seen.get(row.accountNo)
    if (twice !== undefined) row.fault('account', 'row-twice', { row: twice })
    seen.set(row.accountNo, rowNo)
    read.push({ place: rowNo, ...(await row.checked(viewer)) })
  }
  return read
}

/** One row on its way from cells to a filled-in order. */
class CorrectionRow {
  readonly findings: Finding[] = []
  readonly accountNo: string

  constructor(
    private readonly cell: (column: CorrectionColumn) => string,
    private readonly categories: readonly Category[],
  ) {
    this.accountNo = cell('account')
  }

  fault(column: CorrectionColumn, code: string, params: Finding['params'] = {}): void {
    this.findings.push({ column: CORRECTION_COLUMNS[column]['zh-CN'], found: this.cell(column), code, params })
  }

  async checked(viewer: Viewer): Promise<Omit<ReadCorrection, 'place'>> {
    const account = await findAccount(viewer, this.accountNo)
    if (!account) this.fault('account', 'account-not-found', { accountNo: this.accountNo })
    const form = this.form()
    if (this.findings.length === 0 && form) await this.assertPossible(viewer, form)
    return { stationId: account?.stationId ?? 0, accountNo: this.accountNo, content: this.findings.length === 0 ? form : null, findings: this.findings }
  }

  private form(): OrderForm | null {
    const finding = keyFor(FINDING_WORDS, this.cell('finding'))
    if (finding === null) this.fault('finding', 'finding-unknown', { value: this.cell('finding') })
    const remainder = this.category('category')
    const effectiveFrom = this.cell('from').replaceAll('/', '-')
    if (!isPlainDate(effectiveFrom)) this.fault('from', 'date-unreadable', { value: this.cell('from') })
    if (this.cell('reason') === '') this.fault('reason', 'reason-missing')
    const splits = [this.quantity(), this.ratio()].filter((split) => split !== null)
    const parsed = orderFormSchema.safeParse({ accountNo: this.accountNo, finding, terms: { remainder, splits }, effectiveFrom, reason: this.cell('reason'), evidence: this.cell('evidence') })
    if (!parsed.success && this.findings.length === 0) this.fault('reason', 'row-unusable')
    return parsed.success ? parsed.data : null
  }

  private category(column: CorrectionColumn): string | null {
    const text = this.cell(column)
    const wanted = text.toLowerCase()
    const found = this.categories.find(({ code, nameZh, nameEn, synonyms }) =>
      [code, nameZh, nameEn, `${code} ${nameZh}`, `${code} ${nameEn}`, ...synonyms].some((name) => name.toLowerCase() === wanted),
    )
    if (!found) this.fault(column, 'category-unknown', { category: text })
    return found?.code ?? null
  }

  private quantity(): Split | null {
    const kwh = this.cell('quantity')
    if (kwh === '' && this.cell('quantityCategory') === '') return null
    const category = this.category('quantityCategory')
    if (!isDecimal(kwh) || /^[+-]/.test(kwh)) this.fault('quantity', 'kwh-unreadable', { value: kwh })
    return category === null ? null : { method: 'fixed-quantity', category, kwh }
  }

  private ratio(): Split | null {
    const percent = this.cell('ratio').replace(/\s*%$/, '')
    if (percent === '' && this.cell('ratioCategory') === '') return null
    const category = this.category('ratioCategory')
    if (!isDecimal(percent) || /^[+-]/.test(percent) || compare(ratioFromDecimal(percent), ratio(100n)) > 0) {
      this.fault('ratio', 'percent-unreadable', { value: this.cell('ratio') })
      return null
    }
    return category === null ? null : { method: 'fixed-ratio', category, ratio: toDecimalText(multiply(ratioFromDecimal(percent), ratio(1n, 100n)), 6) }
  }

  private async assertPossible(viewer: Viewer, form: OrderForm): Promise<void> {
    const refusal = await refusalOf(viewer, form)
    if (refusal) this.fault(refusal.code.startsWith('effective') ? 'from' : refusal.code === 'same-terms' ? 'category' : 'account', refusal.code, refusal.params)
  }
}
