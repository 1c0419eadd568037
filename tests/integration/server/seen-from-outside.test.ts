import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { viewerAs } from '@tests/factories/viewers'
import { GET as metrics } from '@/app/api/metrics/route'
import { GET as ready } from '@/app/api/ready/route'
import { COMMAND_FLAGS } from '@/cli/command-flags.mjs'
import { migrationsFolder, root } from '@/cli/places'
import { checkServer } from '@/features/server-checks/commands/check-server'
import { makeBackup } from '@/features/backups/commands/make-backup'
import { now } from '@/server/clock'
import { closeQueue } from '@/server/jobs/queue'
import { countAction } from '@/server/metrics/counters'
import { readMigrations } from '@/server/postgres/migrate'
import { newRequestId } from '@/server/request-id'
import { inSpan, startTracing } from '@/server/tracing'

const TOKEN = 'a-token-for-the-monitor'
process.env['METRICS_TOKEN'] = TOKEN

const asked = (authorization?: string) => metrics(new Request('http://127.0.0.1/api/metrics', authorization === undefined ? {} : { headers: { authorization } }))

describe('metrics', () => {
  it('are for who has the token alone', async () => {
    for (const authorization of [undefined, '', 'Bearer ', `Bearer ${TOKEN}x`, TOKEN]) expect((await asked(authorization)).status).toBe(401)
    expect((await asked(`Bearer ${TOKEN}`)).status).toBe(200)
  })

  it('say how old the last backup is, how many jobs wait, what actions came to, and what the pool does', async () => {
    await makeBackup(viewerAs('admin'), now)
    await checkServer(viewerAs('admin'), now())
    countAction('work-order.decide', 'refused')
    const body = await (await asked(`Bearer ${TOKEN}`)).text()
    const value = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(body)?.[1] ?? Number.NaN)
    expect(value('tariff_audit_backup_age_seconds')).toBeLessThan(60)
    expect(value('tariff_audit_backup_bytes')).toBeGreaterThan(1_000)
    expect(value('tariff_audit_server_check_age_seconds')).toBeLessThan(60)
    expect(value('tariff_audit_oldest_waiting_job_seconds')).toBe(0)
    expect(body).toContain('tariff_audit_actions_total{action="work-order.decide",outcome="refused"} 1')
    expect(body).toContain('tariff_audit_pool_connections{state="open"}')
    expect(body).toContain('process_cpu_user_seconds_total')
  })
})

describe('readiness', () => {
  it('is given while database, migrations, queue and disk are there', async () => {
    process.env['LAST_MIGRATION'] = readMigrations(migrationsFolder).at(-1)?.name
    const answer = await ready()
    expect({ status: answer.status, body: (await answer.json()) as unknown }).toEqual({ status: 200, body: { status: 'ready', database: true, migrations: true, queue: true, disk: true } })
  })

  it('is not given by a server that is ahead of its database', async () => {
    process.env['LAST_MIGRATION'] = '29990101000000_later'
    const answer = await ready()
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ migrations: false, database: true })
    await closeQueue()
  })
})

describe('the log', () => {
  it('is a JSON line an event on standard output, without secrets', () => {
    const script = `import('${path.join(root, 'src/server/log.ts')}').then(({ logError, logEvent }) => {
      logError(new Error('no answer from postgresql://tariff_audit:secret@db.example/books'), { requestId: 'abc', password: 'secret' })
      logEvent('request', { path: '/accounts', status: 200 }) })`
    const { stdout } = spawnSync(process.execPath, [...COMMAND_FLAGS, '-e', script], { encoding: 'utf8', cwd: root, env: { ...process.env, LOG_TO: '', TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') } })
    const [error, event] = stdout.trim().split('\n').map((line) => JSON.parse(line) as object)
    expect(error).toMatchObject({ level: 'error', requestId: 'abc', password: '[redacted]', error: { name: 'Error', message: 'no answer from postgresql://…@db.example/books' } })
    expect(event).toMatchObject({ level: 'info', msg: 'request', path: '/accounts', status: 200 })
    expect(stdout).not.toContain('secret')
  })

  it('numbers requests so that they can be read out', () => {
    const ids = Array.from({ length: 500 }, newRequestId)
    expect(new Set(ids).size).toBe(500)
    expect(ids.filter((id) => !/^[0-9a-hjkmnp-tv-z]{12}$/.test(id))).toEqual([])
  })
})

describe('traces', () => {
  it('are not sent, nor anything loaded for them, where none are configured', async () => {
    expect(await startTracing('test')).toBeNull()
    expect(await inSpan('work', {}, () => Promise.resolve(42))).toBe(42)
  })

  it('reach the collector that is configured', async () => {
    const received: { path: string; body: string }[] = []
    const collector = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ path: request.url ?? '', body })
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
    })
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
    const end = await startTracing('tariff-audit-test')
    await inSpan('action work-order.decide', { 'job.id': '7' }, () => Promise.resolve())
    await expect(inSpan('action broken', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await end?.()
    collector.close()
    expect(received.map(({ path: place }) => place)).toEqual(['/v1/traces'])
    expect(received[0]?.body).toContain('"action work-order.decide"')
    expect(received[0]?.body).toContain('tariff-audit-test')
    expect(received[0]?.body).toContain('"job.id"')
  })
})
