import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { showInFull } from '@/features/accounts/commands/show-in-full'
import { accountsAt, getAccount, namesByNumber } from '@/features/accounts/queries'
import { findAnything } from '@/features/palette/queries'
import { authDb } from '@/server/db'

let station: GivenStation
let accountNo = ''
const whole = { name: '张建国', address: '柳林镇张家庄村3组12号' }

beforeAll(async () => {
  station = await givenStation()
  ;({ accountNo } = await givenAccount(station, whole))
  await givenAccount(station, { ...whole, name: '李秀英' })
})

const entries = (action: string) => authDb().auditLog.findMany({ where: { action }, orderBy: { id: 'asc' } })

describe('personal data', () => {
  it('is masked where many are listed, and found all the same', async () => {
    const clerk = viewerAs('clerk')
    const account = await getAccount(clerk, accountNo)
    expect(await namesByNumber(clerk, [accountNo])).toEqual(new Map([[accountNo, '张*国']]))
    expect(await accountsAt(clerk, account)).toMatchObject([{ name: '李*英' }])
    for (const text of ['张建国', '张家庄', accountNo]) {
      const { accounts } = await findAnything(clerk, text)
      expect(accounts.find(({ keywords }) => keywords === accountNo)).toMatchObject({ label: '张*国', note: `${accountNo} · 柳林镇张家庄村***` })
      expect(JSON.stringify(accounts)).not.toMatch(/张建国|12号/)
    }
  })

  it('is shown in full to whoever says what for, and the log says who, whose and why', async () => {
    const clerk = viewerAs('clerk')
    expect(await showInFull(clerk, { accounts: [{ accountNo }], purpose: 'contact-customer', note: '电话核实' })).toEqual([{ accountNo, ...whole }])
    const [entry] = await entries('account.shown-in-full')
    expect(entry).toMatchObject({ stationId: station.id, actorId: clerk.userId, subject: 'account', subjectKey: accountNo, reason: '电话核实', after: { purpose: 'contact-customer', fields: ['name', 'address'] } })
    expect(JSON.stringify(entry?.after)).not.toContain('张建国')
  })

  it('of another station is not there, for one who may not read accounts it is forbidden, and neither leaves an entry', async () => {
    const before = (await entries('account.shown-in-full')).length
    const asked = { accounts: [{ accountNo }], purpose: 'complaint' as const, note: '' }
    await expect(showInFull(viewerAs('clerk', { stations: [station.id + 1] }), asked)).rejects.toMatchObject({ code: 'account-not-found' })
    await expect(showInFull(viewerAs('security_admin'), asked)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await entries('account.shown-in-full')).toHaveLength(before)
  })

  it('is looked at so often in an hour and no more', async () => {
    const curious = viewerAs('clerk')
    const asked = { accounts: [{ accountNo }], purpose: 'complaint' as const, note: '' }
    for (let count = 0; count < 120; count += 1) await showInFull(curious, asked)
    await expect(showInFull(curious, asked)).rejects.toMatchObject({ code: 'too-many-requests' })
    await showInFull(viewerAs('clerk'), asked)
  })
})
