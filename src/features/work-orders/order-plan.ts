import 'server-only'
import { whToKwh } from '@/domain/energy'
import { DomainError } from '@/domain/errors'
import type { Viewer } from '@/server/viewer'
import { planCorrection } from './correction'
import type { Planned } from './planned'
import { getOrder, type OrderDetail } from './queries'
import { planReversal } from './reversal-plan'
import type { Correction } from './schemas'

/** What an order would do to the books as they stand now. @throws DomainError as `planCorrection` and `planReversal` */
export async function planOrder(viewer: Viewer, order: OrderDetail): Promise<Planned> {
  if (order.reverses === null) return planCorrection(viewer, correctionOf(order))
  return planReversal(viewer, await getOrder(viewer, order.reverses.number))
}

/** The order as a correction to be worked out. An unknown start was settled when it was written down: its date stands. */
const correctionOf = ({ accountNo, terms, effectiveFrom, breach, partner, transfers }: OrderDetail): Correction => ({
  accountNo,
  terms,
  effectiveFrom,
  breach: breach && { ...breach, startUnknown: false },
  alternating: partner && { partnerNo: partner.accountNo, transfers: transfers.map(({ month, energyWh }) => ({ month, kwh: whToKwh(energyWh) })) },
})

/** The same, or what stands against it: for showing a draft. */
export async function outlookOf(viewer: Viewer, order: OrderDetail): Promise<{ planned: Planned; refusal: null } | { planned: null; refusal: DomainError }> {
  try {
    return { planned: await planOrder(viewer, order), refusal: null }
  } catch (error) {
    if (error instanceof DomainError) return { planned: null, refusal: error }
    throw error
  }
}
