import 'server-only'
import type { CheckContext } from '../kind-spec'

/**
 * The numbers that stand at two stations: an account that moved has a record at each of them, and its number means the one
 * in use. Read off the index of numbers, which is in their order; at stations too whose rows the import does not see.
 */
export const NUMBERS_TWICE = 'SELECT account_no FROM (SELECT account_no, lead(account_no) OVER (ORDER BY account_no) AS next FROM account_place) AS numbers WHERE account_no = next'

export async function hasNumbersTwice(client: CheckContext['client']): Promise<boolean> {
  const { rows } = await client.query<{ twice: boolean }>('SELECT count(*) > count(DISTINCT account_no) AS twice FROM account_place')
  return rows[0]?.twice ?? false
}
