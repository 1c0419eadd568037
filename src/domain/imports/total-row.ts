/** Rows that only add up the others, as people write them below a table. */
import { nameKey } from './columns'

const TOTAL = /(合计|总计|小计|共计):?$|^((grand|sub)-?)?totals?:?$/

/** `合 计`, `XX供电所小计`, `Total:`. */
export const isTotal = (text: string): boolean => text !== '' && TOTAL.test(nameKey(text))
