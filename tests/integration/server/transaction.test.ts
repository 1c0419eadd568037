import { describe, expect, it } from 'vitest'
import { asDatabaseOwner } from '@tests/factories/owner'
import { viewerAs } from '@tests/factories/viewers'
import { db, pool } from '@/server/db'
import { system } from '@/server/scope'
import { transact, transactBulk, type AuditEntry } from '@/server/transaction'

const ENTRY: AuditEntry = { stationId: 0, action: 'demo.loaded', subject: 'company', subjectKey: '1' }
const company = (id: number) => ({ id, name: `Company ${id}`, accountsTotal: 0 })

describe('transact', () => {
  it('commits a write with its audit entry, by whom it was done', async () => {
    const viewer = viewerAs('clerk')
    await transact(viewer, async (tx, record) => {
      await tx.company.create({ data: company(1) })
      await record({ ...ENTRY, after: { name: 'Company 1' }, reason: 'opened' })
    })
    expect(await db(system('test')).company.count({ where: { id: 1 } })).toBe(1)
    expect(await db(system('test')).auditLog.findFirst({ where: { actorId: viewer.userId } })).toMatchObject({
      action: 'demo.loaded',
      after: { name: 'Company 1' },
      before: null,
      reason: 'opened',
    })
  })

  it('refuses a transaction that wrote and recorded nothing, and leaves nothing', async () => {
    const silent = transact(viewerAs('clerk'), (tx) => tx.company.create({ data: company(2) }))
    await expect(silent).rejects.toThrow('recorded nothing')
    expect(await db(system('test')).company.count({ where: { id: 2 } })).toBe(0)
  })

  it('sees a raw write too', async () => {
    const silent = transact(viewerAs('clerk'), (tx) => tx.$queryRaw`INSERT INTO company VALUES (3, 'Company 3', 0) RETURNING id`)
    await expect(silent).rejects.toThrow('recorded nothing')
  })

  it('keeps neither the write nor its entry when the work fails', async () => {
    const viewer = viewerAs('clerk')
    const failing = transact(viewer, async (tx, record) => {
      await tx.company.create({ data: company(4) })
      await record(ENTRY)
      throw new Error('late fault')
    })
    await expect(failing).rejects.toThrow('late fault')
    expect(await db(system('test')).company.count({ where: { id: 4 } })).toBe(0)
    expect(await db(system('test')).auditLog.count({ where: { actorId: viewer.userId } })).toBe(0)
  })

  it('refuses a write outside of any transaction', async () => {
    await expect(db(system('test')).company.create({ data: company(5) })).rejects.toThrow('outside of transact()')
  })

  it('has one connection: what it would read beside that is refused, since a crowd of them would wait for each other for ever', async () => {
    const viewer = viewerAs('clerk')
    await expect(transact(viewer, () => db(viewer).company.count())).rejects.toThrow('second connection')
    await expect(transactBulk(viewer, () => db(viewer).company.count())).rejects.toThrow('second connection')
    await expect(transactBulk(viewer, () => pool(viewer).query('SELECT 1'))).rejects.toThrow('second connection')
    expect(await db(viewer).company.count()).toBeGreaterThanOrEqual(0)
  })

  it('answers parallel repeats of one request with its first answer, and does it once', async () => {
    const viewer = viewerAs('clerk')
    let runs = 0
    const request = () =>
      transact(
        viewer,
        async (tx, record) => {
          runs += 1
          await tx.company.create({ data: company(6) })
          await record(ENTRY)
          return { run: runs }
        },
        { key: 'one-click', action: 'company.create' },
      )
    const answers = await Promise.all([request(), request(), request()])
    expect(answers).toEqual([{ run: 1 }, { run: 1 }, { run: 1 }])
    expect(runs).toBe(1)
  })
})

describe('transactBulk', () => {
  it('rolls back what recorded nothing', async () => {
    const silent = transactBulk(viewerAs('clerk'), (client) => client.query("INSERT INTO company VALUES (7, 'Company 7', 0)"))
    await expect(silent).rejects.toThrow('recorded nothing')
    expect(await db(system('test')).company.count({ where: { id: 7 } })).toBe(0)
  })
})

describe('posted facts', () => {
  it.each(['UPDATE audit_log SET reason = null', 'DELETE FROM audit_log', 'TRUNCATE audit_log', 'TRUNCATE bill', 'TRUNCATE adjustment'])(
    'the database refuses %s',
    async (statement) => {
      const viewer = viewerAs('clerk')
      await transact(viewer, (_tx, record) => record(ENTRY))
      const tampering = transactBulk(viewer, async (client, record) => {
        await record(ENTRY)
        await client.query(statement)
      })
      await expect(tampering).rejects.toThrow('permission denied')
      await expect(asDatabaseOwner(statement)).rejects.toThrow('never changed or deleted')
    },
  )
})
