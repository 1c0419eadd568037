import 'server-only'
import { assessServer, worst, type CheckFinding, type CheckState, type ServerFigures } from '@/domain/server-check/assess'
import { dayInChina } from '@/server/clock'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { measureServer, type Progress } from '../measure-server'

export interface CheckedServer {
  state: CheckState
  figures: ServerFigures
  findings: CheckFinding[]
}

/** Checks the server and puts the result on record. @param viewer sees every station */
export async function checkServer(viewer: Viewer, at: Date, progress: Progress = () => Promise.resolve()): Promise<CheckedServer> {
  const figures = await measureServer(viewer, at, progress)
  const findings = assessServer(figures)
  const state = worst(findings.map((finding) => finding.state))
  await transactBulk(viewer, async (client, record) => {
    await client.query('INSERT INTO server_check (day, at, state, figures, findings, by_name) VALUES ($1, $2, $3, $4, $5, $6)', [
      dayInChina(at), at, state, JSON.stringify(figures), JSON.stringify(findings), viewer.name,
    ])
    const found = findings.filter((finding) => finding.state !== 'good').map(({ item, state: itemState }) => `${item}: ${itemState}`)
    await record({ stationId: 0, action: 'server.checked', subject: 'server', subjectKey: dayInChina(at), after: { state, found } })
  })
  return { state, figures, findings }
}
