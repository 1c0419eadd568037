import 'server-only'
import { whToKwh } from '@/domain/energy'
import { fenToYuan } from '@/domain/money'
import { KWH_FORMAT, writeXlsx, YUAN_FORMAT, type OutCell } from '@/server/files/write-table'
import type { BatchItem } from '../batch-queries'
import { outcomeOf } from '../batch-outcome'

/** The words of the screen that a report is written in. */
export interface ReportWords {
  name: string
  head: readonly [place: string, outcome: string, why: string, number: string, account: string, name: string, decision: string, energy: string, difference: string, penalty: string]
  outcome: (outcome: ReturnType<typeof outcomeOf>) => string
  decision: (decision: NonNullable<BatchItem['decision']>) => string
  refusal: (refusal: { code: string; params: Record<string, string | number> }) => string
}

/** What came of each, to take away: of a file's rows also what is wrong in which column. */
export async function batchReport(items: readonly BatchItem[], words: ReportWords): Promise<Buffer> {
  const rows = items.map((item): OutCell[] => [
    { number: String(item.place) },
    words.outcome(outcomeOf(item)),
    [...(item.refusal ? [words.refusal(item.refusal)] : []), ...item.findings.map(({ column, found, code, params }) => `${column} (${found}): ${words.refusal({ code, params })}`)].join('\n'),
    item.number,
    item.accountNo,
    item.accountName,
    item.decision && words.decision(item.decision),
    item.energyWh === null ? null : { number: whToKwh(item.energyWh), format: KWH_FORMAT },
    item.differenceFen === null ? null : { number: fenToYuan(item.differenceFen), format: YUAN_FORMAT },
    item.penaltyFen === null ? null : { number: fenToYuan(item.penaltyFen), format: YUAN_FORMAT },
  ])
  return writeXlsx([{ name: words.name, head: words.head, widths: [6, 14, 60, 26, 16, 20, 16, 16, 16, 16], rows }])
}
