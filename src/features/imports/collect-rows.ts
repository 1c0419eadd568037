import 'server-only'
import type pg from 'pg'
import { FOUR_EYES, type Finding } from '@/domain/imports/finding'
import { withoutNul } from '@/domain/imports/read-cells'
import { chosenRows } from '@/server/files/chosen-rows'
import type { RowFile } from '@/server/files/file-rows'
import { readFindings, severityOf, UNDECIDED, type RowDecision, type StoredFinding } from './stored-rows'

const FAULTY_ROWS_AT_ONCE = 5_000

interface FaultyRow {
  rowNo: number
  findings: StoredFinding[]
}

/** The rows with something wrong, in order, some thousands at a time. */
async function* faultyRows(client: pg.PoolClient, faultTable: string): AsyncGenerator<FaultyRow> {
  let after = -1
  for (;;) {
    const { rows } = await client.query<{ rowNo: number; findings: unknown }>(
      `SELECT row_no AS "rowNo", jsonb_agg(DISTINCT jsonb_build_object('column', column_name, 'code', code, 'severity', severity, 'params', params, 'slips', slips)) AS findings
       FROM ${faultTable} WHERE row_no > $1 GROUP BY row_no ORDER BY row_no LIMIT ${FAULTY_ROWS_AT_ONCE}`,
      [after],
    )
    for (const { rowNo, findings } of rows) yield { rowNo, findings: readFindings(findings) }
    if (rows.length < FAULTY_ROWS_AT_ONCE) return
    after = rows.at(-1)?.rowNo ?? after
  }
}

/**
 * What `import_row` keeps: the rows with something wrong and those that people have decided on, with all their cells from a
 * second reading of the file. A sound file is not read again.
 * @param explain completes what the database found
 */
export async function* collectedRows(
  client: pg.PoolClient,
  faultTable: string,
  file: RowFile,
  decisions: ReadonlyMap<number, RowDecision>,
  explain: (finding: Finding) => Finding,
): AsyncGenerator<readonly (string | number | null)[]> {
  const faulty = faultyRows(client, faultTable)
  const decided = [...decisions.keys()].sort((a, b) => a - b)
  let next = await faulty.next()
  let decidedBehind = 0
  const nextRowNo = (): number | null => {
    const both = [next.done ? null : next.value.rowNo, decided[decidedBehind] ?? null].filter((rowNo) => rowNo !== null)
    return both.length === 0 ? null : Math.min(...both)
  }
  if (nextRowNo() === null) return
  for await (const { rowNo, cells } of chosenRows(file, nextRowNo)) {
    const isFaulty = !next.done && next.value.rowNo === rowNo
    const findings = !next.done && isFaulty ? next.value.findings.map((found) => explain(withoutUndefined(found))) : []
    const decision = stillStands(decisions.get(rowNo), findings)
    yield [rowNo, JSON.stringify(cells.map(withoutNul)), JSON.stringify(findings), decision ? JSON.stringify(decision) : null, severityOf(findings, decision ?? UNDECIDED)]
    if (decision) decidedBehind += 1
    if (isFaulty) next = await faulty.next()
  }
}

/** What a second person has confirmed is what was found then: found again, it is asked again. */
const stillStands = (decision: RowDecision | undefined, findings: readonly Finding[]): RowDecision | undefined =>
  decision && findings.some(({ code }) => FOUR_EYES.includes(code)) ? { ...decision, confirmed: null } : decision

const withoutUndefined = ({ slips, ...finding }: StoredFinding): Finding => (slips ? { ...finding, slips } : finding)
