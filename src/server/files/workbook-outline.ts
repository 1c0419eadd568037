import 'server-only'
import path from 'node:path'
import { SharedTexts } from './shared-texts'
import { unescaped, zeroDigits } from './spreadsheet-values'
import type { WorkbookParts } from './workbook-parts'

/** What one must know of a workbook before its sheets can be read. */
export interface WorkbookOutline {
  /** The sheets by their parts and names, in the order of the tabs. */
  sheets: { part: string; name: string }[]
  texts: SharedTexts
  /** Styles that show a number as a day. */
  dayStyles: ReadonlySet<number>
  /** Styles that show a number with leading zeros, and with how many digits. */
  zeroStyles: ReadonlyMap<number, number>
  since1904: boolean
}

export async function readOutline(parts: WorkbookParts): Promise<WorkbookOutline> {
  const { order, since1904 } = await readTabs(parts)
  const targets = await readTargets(parts)
  const named = order.flatMap(({ id, name }) => (parts.has(targets.get(id) ?? '') ? [{ part: targets.get(id) ?? '', name }] : []))
  const unnamed = () => parts.names().flatMap((part) => (/^xl\/worksheets\/[^/]+\.xml$/.test(part) ? [{ part, name: path.posix.basename(part, '.xml') }] : []))
  const sheets = named.length > 0 ? named : unnamed()
  return { sheets, since1904, texts: await readTexts(parts), ...(await readStyles(parts)) }
}

async function readTabs(parts: WorkbookParts): Promise<{ order: { id: string; name: string }[]; since1904: boolean }> {
  const order: { id: string; name: string }[] = []
  let since1904 = false
  await parts.readAll('xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'sheet') order.push({ id: attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '', name: attributes['name'] ?? '' })
      if (name === 'workbookPr') since1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true'
    },
  })
  return { order, since1904 }
}

async function readTargets(parts: WorkbookParts): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await parts.readAll('xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target.startsWith('/') ? Target.slice(1) : path.posix.join('xl', Target))
    },
  })
  return targets
}

/** Texts in several pieces count as one; how they are to be pronounced is left out. */
async function readTexts(parts: WorkbookParts): Promise<SharedTexts> {
  const texts = new SharedTexts()
  let text = ''
  let within = false
  let phonetic = false
  await parts.readAll('xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      within = name === 't' && !phonetic
    },
    text(piece) {
      if (within) text += piece
    },
    close(name) {
      within = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') texts.add(unescaped(text))
    },
  })
  return texts
}

/** The formats that every workbook has without saying so. */
const isBuiltInDay = (format: number): boolean => (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) || (format >= 50 && format <= 58)
const saysDay = (code: string): boolean => /[ymd年月日]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/[#0?]/.test(code)

async function readStyles(parts: WorkbookParts): Promise<Pick<WorkbookOutline, 'dayStyles' | 'zeroStyles'>> {
  const formats = new Map<number, string>()
  const dayStyles = new Set<number>()
  const zeroStyles = new Map<number, number>()
  let inCells = false
  let style = 0
  await parts.readAll('xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const format = Number(attributes['numFmtId'] ?? '0')
      const code = formats.get(format) ?? ''
      const digits = zeroDigits(code)
      if (isBuiltInDay(format) || saysDay(code)) dayStyles.add(style)
      if (digits !== null) zeroStyles.set(style, digits)
      style += 1
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return { dayStyles, zeroStyles }
}
