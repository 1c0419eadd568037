import 'server-only'
import type pg from 'pg'
import type { OrderState } from '@/domain/work-order/transitions'
import { keptTariffs } from '@/features/tariffs/kept-tariffs-queries'
import { transactBulk, type Repeatable } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { SET_WISE_STEPS, type SetWiseDecision } from '../../schemas-set-wise'
import { lockedFacts } from './order-facts'
import { planPlainly, type WantedDecision } from './plan-plainly'
import { writeDecisions } from './write-decisions'

/** Nothing of what was wanted is plain: the transaction is given up, having written nothing. */
class NothingPlain extends Error {}

/**
 * Decides, in one transaction, on those of the wanted orders against which nothing stands. The others are left alone:
 * each is to be decided by itself, which does it or says why not.
 * @param settle writes what else belongs into the same transaction, given the numbers that were decided
 * @returns the states of those decided, by number
 */
export async function decideSetWise(
  viewer: Viewer,
  wanted: readonly WantedDecision[],
  at: Date,
  settle: (client: pg.PoolClient, numbers: readonly string[]) => Promise<void> = () => Promise.resolve(),
): Promise<Map<string, OrderState>> {
  return new Map(await inOneTransaction(viewer, wanted, at, settle) ?? [])
}

/** The same for one order, stored as the answer to its request; null when it is not plain. */
export async function decidePlainly(viewer: Viewer, wanted: { number: string; version: number; decision: string; reason?: string | undefined }, at: Date, request: Repeatable) {
  const { decision } = wanted
  if (!isSetWise(decision)) return null
  try {
    return await transactBulk(
      viewer,
      async (client, record) => {
        const [plain] = await plainDecisions(client, viewer, [{ ...wanted, decision }])
        if (!plain) throw new NothingPlain()
        await record(...(await writeDecisions(client, viewer, [plain], await keptTariffs(client), at)))
        return { number: plain.facts.number, state: plain.state }
      },
      request,
    )
  } catch (error) {
    if (error instanceof NothingPlain) return null
    throw error
  }
}

const isSetWise = (decision: string): decision is SetWiseDecision => Object.hasOwn(SET_WISE_STEPS, decision)

async function inOneTransaction(
  viewer: Viewer,
  wanted: readonly WantedDecision[],
  at: Date,
  settle: (client: pg.PoolClient, numbers: readonly string[]) => Promise<void>,
): Promise<[string, OrderState][] | null> {
  try {
    return await transactBulk(viewer, async (client, record) => {
      const plain = await plainDecisions(client, viewer, wanted)
      if (plain.length === 0) throw new NothingPlain()
      await record(...(await writeDecisions(client, viewer, plain, await keptTariffs(client), at)))
      await settle(client, plain.map(({ facts }) => facts.number))
      return plain.map(({ facts, state }): [string, OrderState] => [facts.number, state])
    })
  } catch (error) {
    if (error instanceof NothingPlain) return null
    throw error
  }
}

async function plainDecisions(client: pg.PoolClient, viewer: Viewer, wanted: readonly WantedDecision[]) {
  const byNumber = new Map(wanted.map((one) => [one.number, one]))
  const [kept, facts] = [await keptTariffs(client), await lockedFacts(client, viewer, [...byNumber.keys()])]
  return facts.flatMap((order) => {
    const one = byNumber.get(order.number)
    const plain = one && planPlainly(viewer, order, one, kept)
    return plain ? [plain] : []
  })
}
