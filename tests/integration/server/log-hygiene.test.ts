import { describe, expect, it } from 'vitest'
import { authDb } from '@/server/db'
import { logError } from '@/server/log'
import { withoutSecrets } from '@/server/log-words'

/** What stands on standard error while some work is done. */
async function written(work: () => void | Promise<void>): Promise<string> {
  const lines: string[] = []
  const write = process.stderr.write.bind(process.stderr)
  process.stderr.write = (chunk: string | Uint8Array) => {
    lines.push(String(chunk))
    return true
  }
  try {
    await work()
  } finally {
    process.stderr.write = write
  }
  return lines.join('')
}

const SECRETS = ['hunter2-hunter2', 'tok_abcdef', '13812341234', 'wang@example.com', '$argon2id$v=19$m=1,t=1,p=1$abc$def']

describe('a line of the log', () => {
  it('of a call that the database client refused repeats none of its arguments', async () => {
    const line = await written(async () => {
      // What a defect looks like: a field that is not there, with everything else in the call.
      const data = { id: 'x', name: '张建国', email: 'wang@example.com', role: 'clerk', password: 'hunter2-hunter2', token: 'tok_abcdef' } as never
      await authDb().appUser.create({ data }).catch((error: unknown) => logError(error, { action: 'identity.log-in', reference: 'abc' }))
    })
    expect(line).toContain('"reference":"abc"')
    for (const secret of [...SECRETS, '张建国']) expect(line).not.toContain(secret)
  })

  it('of an error that holds a secret in its words holds it no more', async () => {
    const line = await written(() => logError(new Error(`login failed: {"password":"hunter2-hunter2","token":"tok_abcdef"} cookie=tok_abcdef; former: 'hunter2-hunter2' 13812341234 wang@example.com $argon2id$v=19$m=1,t=1,p=1$abc$def`), { action: 'x' }))
    for (const secret of SECRETS) expect(line).not.toContain(secret)
    expect(JSON.parse(line)).toMatchObject({ level: 'error', action: 'x' })
  })

  it.each([
    ['connect to postgresql://app:s3cret@db.example/audit', 'connect to postgresql://[removed]@db.example/audit'],
    ['sent Bearer abc.def', 'sent Bearer [removed]'],
    ['order GD-0107-201307-0001 of account 0107012345 was not found', 'order GD-0107-201307-0001 of account 0107012345 was not found'],
  ])('%s', (text, left) => expect(withoutSecrets(text)).toBe(left))
})
