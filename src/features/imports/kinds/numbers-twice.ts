import 'server-only'
import type { CheckContext } from '../kind-spec'

/**
 * The numbers that stand at two stations: an account that moved has a record at each of them, and its number means the one
 * in use. Read off the index of numbers, which is in their order; at stations too whose rows the import does not see.
 */
export const NUMBERS_TWICE = 'SELECT account_no FROM (SELECT account_no, lead(account_no) OVER (ORDER BY account_no) AS next FROM account_place) AS numbers WHERE account_no = next'

export const hasNumbersTwice = async (client: CheckContext['client']): Promise<boolean> => (await client.query(`${NUMBERS_TWICE} LIMIT 1`)).rows.length > 0
