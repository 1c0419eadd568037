import { readFileSync } from 'node:fs'
import * as z from 'zod'

const manifestSchema = z.object({ node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) })) })

/** An action as the built application knows it: the number browsers call it by, and the pages that carry it. */
export interface BuiltAction {
  id: string
  pages: string[]
}

/** Every action the build has, by `file name`. */
export function builtActions(): Map<string, BuiltAction> {
  const { node } = manifestSchema.parse(JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')))
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName, workers }]) => [`${filename.replace(/^src\/features\//, '')} ${exportedName}`, { id, pages: Object.keys(workers).map(pathOfWorker) }]),
  )
}

/** `app/(app)/accounts/[accountNo]/page` → `/accounts/x` */
const pathOfWorker = (worker: string): string => worker.replace(/^app/, '').replace(/\/page$/, '').replace(/\/\([a-z]+\)/g, '').replace(/\[[^\]]+\]/g, 'x') || '/'

const answerSchema = z.union([
  z.object({ serverError: z.object({ code: z.string() }) }).transform(({ serverError }) => `refused ${serverError.code}`),
  z.object({ validationErrors: z.unknown() }).transform(() => 'input'),
  z.looseObject({}).transform(() => 'done'),
])

export interface Answer {
  /** `refused CODE`, `input` (let in, the input was wrong), `done`, or `to PATH` where it sends the browser on. */
  outcome: string
  cookies: string[]
}

interface Caller {
  cookie: string | null
  /** Ours, unless a test says otherwise; null sends none. */
  origin?: string | null
}

/** Calls an action as a browser does: a POST to a page that carries it, with its number and its input. */
export async function callAction(action: BuiltAction, input: unknown, { cookie, origin }: Caller): Promise<Answer> {
  const base = process.env['E2E_BASE_URL'] ?? ''
  const path = action.pages.find((page) => !page.includes('/x')) ?? action.pages[0] ?? '/'
  const from = origin === undefined ? base : origin
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'next-action': action.id, accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8', ...(cookie === null ? {} : { cookie }), ...(from === null ? {} : { origin: from }) },
    body: JSON.stringify([input]),
  })
  const text = await response.text()
  const sent = response.headers.get('x-action-redirect')
  const cookies = response.headers.getSetCookie()
  if (sent !== null) return { outcome: `to ${sent.split(';')[0] ?? ''}`, cookies }
  const row = /^1:(\{.*\})$/m.exec(text)?.[1]
  if (row === undefined) return { outcome: response.ok ? 'done' : `status ${response.status}`, cookies }
  return { outcome: answerSchema.parse(JSON.parse(row)), cookies }
}
