import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ComplaintAction } from '@/domain/complaint/transitions'
import { openComplaint } from '@/features/complaints/commands/open-complaint'
import { takeComplaintStep } from '@/features/complaints/commands/take-step'
import { getComplaint } from '@/features/complaints/queries'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { getOrder } from '@/features/work-orders/queries'
import type { Decision } from '@/features/work-orders/choices'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import type { OrderCase } from '../order-cases'
import type { DemoPeople } from './demo-people'

const DAY_MS = 86_400_000

interface ComplaintCase {
  about: OrderCase
  by: 'clerk' | 'clerk2'
  daysAgo: number
  content: string
  steps: readonly [by: keyof DemoPeople, action: ComplaintAction, text?: string][]
  /** What becomes of the order that an upheld complaint prepares. */
  reversal: 'applied' | 'draft' | null
}

const COMPLAINTS: readonly ComplaintCase[] = [
  {
    about: 'reversed', by: 'clerk', daysAgo: 10, content: '超市是隔壁家开的，我家只住人，请查清楚。', reversal: 'applied',
    steps: [['clerk', 'investigate'], ['supervisor2', 'uphold', '现场复核：门面由邻户电表供电，本户为居民自用。'], ['clerk', 'answer', '申诉成立，更正已冲销，多收电费冲抵下月电费。'], ['clerk', 'close']],
  },
  {
    about: 'objected', by: 'clerk2', daysAgo: 6, content: '门面九月才开张，为什么从八月起追补？', reversal: 'draft',
    steps: [['clerk2', 'investigate'], ['supervisor2', 'uphold', '营业执照显示九月开业，执行日期有误，应冲销后重新编制。']],
  },
  { about: 'moved', by: 'clerk', daysAgo: 4, content: '九月门面没有营业，不同意移动电量。', reversal: null, steps: [['clerk', 'investigate'], ['supervisor2', 'dismiss', '两表示数对照显示门面歇业期间家中电量异常增大，用户签字确认过。'], ['clerk', 'answer', '经复核维持更正，附两表示数对照表。']] },
  { about: 'verified', by: 'clerk2', daysAgo: 3, content: '违约使用电费算得太高，要求复核倍数。', reversal: null, steps: [['clerk2', 'investigate']] },
  { about: 'applied', by: 'clerk', daysAgo: 1, content: '没有收到通知书就被追补，请说明依据。', reversal: null, steps: [] },
]

/** The demonstration's complaints; one about an order that has one already is left out. */
export async function loadComplaints(people: DemoPeople, numbers: ReadonlyMap<OrderCase, string>, at: Date): Promise<void> {
  for (const { about, by, daysAgo, content, steps, reversal } of COMPLAINTS) {
    const order = await getOrder(people[by], numbers.get(about) ?? '')
    if ((await db(system('demo')).complaint.count({ where: { stationId: order.stationId, workOrderId: order.id } })) > 0) continue
    const received = new Date(at.getTime() - daysAgo * DAY_MS)
    const { number } = await openComplaint(people[by], { orderNumber: order.number, complainant: order.accountName, contact: '138****0000', content, requestKey: randomUUID() }, received)
    for (const [place, [who, action, text]] of steps.entries()) {
      const { version } = await getComplaint(people[who], number)
      const done = await takeComplaintStep(people[who], { number, version, action, requestKey: randomUUID(), ...(text === undefined ? {} : { text }) }, new Date(received.getTime() + (place + 1) * (DAY_MS / 4)))
      if (done.reversal !== null && reversal === 'applied') await takeBack(people, by, done.reversal, at)
    }
  }
}

async function takeBack(people: DemoPeople, by: 'clerk' | 'clerk2', number: string, at: Date): Promise<void> {
  const steps: readonly (readonly [keyof DemoPeople, Decision])[] = [[by, 'submit'], ['supervisor2', 'approve-and-apply']]
  for (const [who, decision] of steps) {
    const { version } = await getOrder(people[who], number)
    await decideOrder(people[who], { number, version, decision, requestKey: randomUUID() }, new Date(at.getTime() - 2 * DAY_MS))
  }
}
