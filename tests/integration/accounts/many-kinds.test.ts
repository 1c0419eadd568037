import { beforeAll, describe, expect, it } from 'vitest'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { fillInitials } from '@/features/accounts/commands/fill-initials'
import { askedList } from '@/features/accounts/list-queries'
import { countAccounts, searchAccounts, type AccountSort } from '@/features/accounts/search-queries'
import { authDb, db } from '@/server/db'
import { system } from '@/server/scope'
import { commandLineOperator } from '@/server/viewer'

const viewer = viewerAs('clerk')
const NAMES = ['王小明', '王秀美', '曾国强', '福临超市', 'ABC电子', '张伟', '赵敏', '—']
let station: GivenStation
let other: GivenStation

beforeAll(async () => {
  station = await givenStation()
  other = await givenStation()
  for (const name of NAMES) await givenAccount(station, { name, address: `河东村1组${name.length}号` })
  await givenAccount(other, { name: '王小妹', address: '河西村2组9号' })
  await fillInitials(commandLineOperator())
})

const names = async (text: string, sort: AccountSort = 'number', more: object = {}) => (await searchAccounts(viewer, { text, ...more }, '', sort)).rows.map(({ name }) => name)

describe('pinyin initials', () => {
  it('are filled where a loader left them out; a name without letters keeps none, and is not asked for again and again', async () => {
    expect(await db(system('test')).account.findMany({ where: { stationId: station.id }, select: { nameInitials: true }, orderBy: { id: 'asc' } })).toEqual(
      ['wxm', 'wxm', 'zgq', 'flcs', 'abcdz', 'zw', 'zm', ''].map((nameInitials) => ({ nameInitials })),
    )
    expect(await fillInitials(commandLineOperator())).toBe(0)
  })

  it.each([
    ['wxm', ['王小明', '王秀美', '王小妹']],
    ['ZGQ', ['曾国强']],
    ['flc', ['福临超市']],
    ['abc', ['ABC电子']],
    ['bc', ['ABC电子']],
  ])('%s', async (text, expected) => {
    expect(await names(text)).toEqual(expected)
    expect((await names(text, 'name')).toSorted()).toEqual(expected.toSorted())
  })
})

describe('order and pages', () => {
  it('by number and by name, either way, without gap or repeat; nonsense to continue after begins anew', async () => {
    for (const sort of ['number', 'number-desc', 'name', 'name-desc'] as const) {
      const whole = await names('', sort, { stationId: station.id })
      const paged: string[] = []
      for (let after = '', pages = 0; pages < 10; pages += 1) {
        const page = await searchAccounts(viewer, { text: '', stationId: station.id }, after, sort, 3)
        paged.push(...page.rows.map(({ name }) => name))
        if (page.next === null) break
        after = page.next
      }
      expect(paged).toEqual(whole)
      expect(new Set(paged).size).toBe(NAMES.length)
    }
    expect(await names('', 'name', { stationId: station.id })).toEqual(['—', 'ABC电子', '福临超市', '王小明', '王秀美', '曾国强', '赵敏', '张伟'])
    expect((await searchAccounts(viewer, { text: '王' }, 'a~b~c~d')).rows).toHaveLength(3)
  })

  it('pages of initials by name go on where they stopped', async () => {
    const first = await searchAccounts(viewer, { text: 'w' }, '', 'name', 2)
    const second = await searchAccounts(viewer, { text: 'w' }, first.next ?? '', 'name', 2)
    expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(['王小明', '王秀美', '王小妹'])
    expect(second.next).toBeNull()
  })
})

describe('several words, one character, filters', () => {
  it('every word is part of the name or the address', async () => {
    expect(await names('王 河东村')).toEqual(['王小明', '王秀美'])
    expect(await names('河东村 超市')).toEqual(['福临超市'])
    expect(await names('张')).toEqual(['张伟'])
  })

  it('the way that is walked finds what the index finds', async () => {
    const ways = await Promise.all([names('河东'), names('河东', 'name')])
    // Statistics that call everything common make the same search walk along the key.
    await asDatabaseOwner('ANALYZE account')
    expect(await names('河东')).toEqual(ways[0])
    expect(await countAccounts(viewer, { text: '河东' })).toBeGreaterThanOrEqual(NAMES.length)
  })

  it('by status; a viewer of several stations sees theirs in one order; an address that names nothing known', async () => {
    await authDb().account.updateMany({ where: { stationId: station.id, name: '张伟' }, data: { closedOn: new Date('2013-09-01') } })
    expect(await names('', 'number', { stationId: station.id, status: 'closed' })).toEqual(['张伟'])
    const both = viewerAs('clerk', { stations: [other.id, station.id] })
    const rows = (await searchAccounts(both, { text: '' })).rows.map(({ accountNo }) => accountNo)
    expect(rows).toEqual(rows.toSorted())
    expect(rows).toHaveLength(NAMES.length + 1)
    expect((await searchAccounts(both, { text: '', categoryId: (await givenTariffs()).get('COM-1') })).rows).toEqual([])
    expect((await askedList(viewer, { station: 'NONE', category: 'x', status: 'y', sort: 'z', q: ['a\u0000', 'b'] })).values).toEqual({ q: 'a', station: '', district: '', category: '', status: '', sort: '' })
  })
})
