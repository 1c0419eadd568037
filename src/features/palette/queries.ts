import 'server-only'
import { maskAddress, maskName } from '@/domain/identity/masking'
import { mayDo } from '@/domain/identity/permissions'
import { accountLook } from '@/domain/register/account-look'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import { listStations } from '@/features/accounts/queries'
import { searchAccounts } from '@/features/accounts/search-queries'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'
import { withParams } from '@/ui/url'
import type { PaletteFound, PaletteItem } from './schemas'

const SHOWN = { accounts: 8, orders: 5, stations: 5 }

/** Accounts, work orders and stations by number, name or pinyin initials, the few that a palette has room for. */
export async function findAnything(viewer: Viewer, text: string): Promise<PaletteFound> {
  const asked = text.trim().slice(0, 60)
  if (asked === '') return { accounts: [], orders: [], stations: [] }
  const reads = mayDo(viewer.role, 'accounts.read')
  const [accounts, orders, stations] = await Promise.all([
    reads ? findAccounts(viewer, asked) : [],
    mayDo(viewer.role, 'work-orders.read') ? findOrders(viewer, asked) : [],
    reads ? findStations(viewer, asked) : [],
  ])
  return { accounts, orders, stations }
}

async function findAccounts(viewer: Viewer, text: string): Promise<PaletteItem[]> {
  // Initials are found in their own order, so that no more than the few shown are read.
  const sort = accountLook(text).kind === 'letters' ? 'name' : 'number'
  const { rows } = await searchAccounts(viewer, { text }, '', sort, SHOWN.accounts)
  return rows.map(({ accountNo, name, address, stationCode, closedOn }) => ({
    href: withParams(`/accounts/${accountNo}`, { station: closedOn === null ? null : stationCode }), label: maskName(name), note: `${accountNo} · ${maskAddress(address)}`, keywords: accountNo,
  }))
}

async function findOrders(viewer: Viewer, text: string): Promise<PaletteItem[]> {
  const letters = /^[0-9a-z]+$/i.test(text)
  const rows = await db(viewer).workOrder.findMany({
    where: {
      AND: [inScope(viewer), { OR: [{ number: { contains: text.toUpperCase() } }, { account: { is: { name: { contains: text } } } }, ...(letters ? [{ account: { is: { nameInitials: { startsWith: text.toLowerCase() } } } }] : [])] }],
    },
    select: { number: true, account: { select: { name: true } } },
    orderBy: { number: 'desc' },
    take: SHOWN.orders,
  })
  return rows.map(({ number, account }) => ({ href: `/work-orders/${number}`, label: number, note: maskName(account.name), keywords: number }))
}

async function findStations(viewer: Viewer, text: string): Promise<PaletteItem[]> {
  const asked = text.toLowerCase()
  const stations = await listStations(viewer)
  return stations
    .filter(({ code, name }) => code.toLowerCase().startsWith(asked) || name.toLowerCase().includes(asked) || pinyinInitials(name).includes(asked))
    .slice(0, SHOWN.stations)
    .map(({ code, name }) => ({ href: `/stations/${code}`, label: name, note: code, keywords: code }))
}
