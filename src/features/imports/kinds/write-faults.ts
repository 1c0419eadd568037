import 'server-only'
import { FINDINGS, type FindingCode } from '@/domain/imports/finding'

/** One thing that can be wrong with a row, as SQL over the rows in question. */
export interface FaultRule {
  code: FindingCode
  column: string
  /** A condition; null counts as false. */
  when: string
  /** JSON of the params. */
  params?: string
}

/** Writes a fault for each rule that holds, for each row of a query that has `row_no`. Few rows go through: only those that failed. */
export const faultsSql = (faultTable: string, rows: string, rules: readonly FaultRule[]): string => `
  WITH bad AS MATERIALIZED (${rows})
  ${rules
    .map(({ code, column, when, params = `'{}'::jsonb` }, index) => `${index === 0 ? `INSERT INTO ${faultTable} (row_no, column_name, code, severity, params)` : 'UNION ALL'}
  SELECT row_no, '${column}', '${code}', '${FINDINGS[code]}', ${params} FROM bad WHERE ${when}`)
    .join('\n  ')}`
