import 'server-only'
import { cache } from 'react'
import { accountRules, type AccountRules } from '@/domain/identity/account-rules'
import { Prisma } from '@/generated/prisma/client'
import { preparedRows } from './prepared-rows'
import { SHARED_TABLES } from './scope'

/** The rules of accounts in force now: of each setting its latest that has taken effect. Asked once a request. */
export const rulesInForce = cache(async (): Promise<AccountRules> => {
  const rows = await preparedRows<{ key: string; value: string }>(SHARED_TABLES, Prisma.sql`
    SELECT DISTINCT ON (key) key, value FROM identity_setting WHERE effective_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date ORDER BY key, effective_from DESC`)
  return accountRules(new Map(rows.map(({ key, value }) => [key, value])))
})
