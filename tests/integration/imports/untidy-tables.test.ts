import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AT, bring, commit, found, rightFor } from '@tests/factories/imports'
import { givenAccount, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { chooseMapping } from '@/features/imports/commands/choose-mapping'
import { getImport } from '@/features/imports/queries'

const clerk = viewerAs('clerk')

let station: GivenStation
beforeAll(givenTariffs)
beforeEach(async () => {
  station = await givenStation()
})

const right = () => rightFor(station)

describe('a header that says a name twice', () => {
  it('waits for a mapping by hand, which comes back place by place', async () => {
    const twice = (text: string) => text.trimEnd().split('\n').map((line, index) => `${line.trim()},${index === 0 ? 'energy' : '1'}`).join('\n').replace(/^.*\n/, '月份,供电所,用电类别,户数,电量,电费,电量\n')
    const { id, mapped } = await bring(clerk, twice(right()))
    expect(mapped).toBe(false)
    const mapping = { month: 0, station: 1, category: 2, accounts: 3, energyKwh: 4, amountYuan: 5 }
    await chooseMapping(clerk, { id, version: 1, kind: 'category-months', mapping: { ...mapping, energyKwh: 6 }, source: '' }, AT)
    await chooseMapping(clerk, { id, version: 2, kind: 'category-months', mapping, source: '' }, AT)
    const next = await bring(clerk, `${twice(right())}\n\n`)
    expect(next.mapped).toBe(true)
    expect((await getImport(clerk, next.id)).mapping).toEqual(mapping)
  })
})

describe('totals below the rows', () => {
  it.each([
    ['named in a column', '合计,,,,1509250,940748.76'],
    ['named by station', '2013-07,@,合 计,,1509250,940748.76'],
    ['that is short of a cell', ',,总计'],
  ])('%s are left out and said, and the statement goes in', async (_name, total) => {
    const { id } = await bring(clerk, `${right().trimEnd()}\n${total.replace('@', station.name)}\n`)
    expect((await found(clerk, id)).map((text) => text.replace(/ \w+ /, ' '))).toEqual(['8 total-row'])
    expect(await commit(clerk, id)).toEqual({ added: 6, changed: 0, unchanged: 0, left: 0 })
  })

  it('in a file of bills are left out as well', async () => {
    const account = await givenAccount(station)
    const { id } = await bring(clerk, `户号,月份,电量,电费,序号\n${account.accountNo},2013-10,100,54.69,1\n总计,,100,54.69,\n,,100,54.69,合计\n`, { kind: 'bills' })
    expect(await found(clerk, id)).toEqual(['3 accountNo total-row', '4 accountNo unreadable', '4 month unreadable'])
    expect(await commit(clerk, id)).toEqual({ added: 1, changed: 0, unchanged: 0, left: 1 })
    const first = await bring(clerk, `序号,户号,月份,电量,电费\n1,${account.accountNo},2013-10,100,54.69\n合计,,,100,54.69\n`, { kind: 'bills' })
    expect(await found(clerk, first.id)).toEqual(['3 accountNo total-row'])
    expect(await commit(clerk, first.id)).toEqual({ added: 0, changed: 0, unchanged: 1, left: 0 })
  })
})
