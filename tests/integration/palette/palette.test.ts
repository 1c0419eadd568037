import { expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { fillInitials } from '@/features/accounts/commands/fill-initials'
import { findAnything } from '@/features/palette/queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { commandLineOperator } from '@/server/viewer'

it('finds accounts, work orders and stations by number, name and initials, within the viewer’s stations and rights', async () => {
  const station = await givenStation()
  const shop = await givenAccount(station, { name: '好又来饭店' })
  await givenBills(station, shop, billingMonth('2013-07'), [100])
  await fillInitials(commandLineOperator())
  const { number } = await createOrder(viewerAs('clerk'), orderFormFor(shop), AT)
  const clerk = viewerAs('clerk')
  for (const text of [shop.accountNo, '又来', 'hyl']) expect((await findAnything(clerk, text)).accounts).toMatchObject([{ href: `/accounts/${shop.accountNo}`, label: '好又来饭店' }])
  for (const text of [number.toLowerCase(), '好又来', 'hyl']) expect((await findAnything(clerk, text)).orders).toMatchObject([{ href: `/work-orders/${number}` }])
  for (const text of [station.code, station.name.toLowerCase()]) expect((await findAnything(clerk, text)).stations).toMatchObject([{ href: `/stations/${station.code}` }])
  expect(await findAnything(clerk, '  ')).toEqual({ accounts: [], orders: [], stations: [] })
  expect(await findAnything(viewerAs('clerk', { stations: [station.id + 1000] }), 'hyl')).toEqual({ accounts: [], orders: [], stations: [] })
  expect((await findAnything(viewerAs('inspector'), 'hyl')).orders).toEqual([])
  expect(await findAnything(viewerAs('log_auditor'), 'hyl')).toEqual({ accounts: [], orders: [], stations: [] })
})
