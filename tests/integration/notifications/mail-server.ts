import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface ReceivedMail {
  to: string[]
  messageId: string | undefined
  text: string
}

export interface MailServer {
  url: string
  received: ReceivedMail[]
  stop: () => Promise<void>
}

/** A mail server that takes everything and keeps it: as much of SMTP as a client without extensions needs. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const server = createServer((socket) => converse(socket, (mail) => received.push(mail)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, received, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

function converse(socket: Socket, keep: (mail: ReceivedMail) => void): void {
  let to: string[] = []
  let data: string[] | null = null
  let pending = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  const hear = (line: string) => {
    if (data !== null) {
      if (line !== '.') return void data.push(line)
      keep(readMail(to, data))
      data = null
      return void say('250 kept')
    }
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'RCPT') to.push(/<(.*)>/.exec(line)?.[1] ?? '')
    if (verb === 'MAIL') to = []
    if (verb === 'DATA') data = []
    say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 fine')
  }
  say('220 here')
  socket.on('data', (chunk) => {
    const lines = (pending + chunk.toString('utf8')).split('\r\n')
    pending = lines.pop() ?? ''
    lines.forEach(hear)
  })
  socket.on('error', () => socket.destroy())
}

function readMail(to: string[], lines: readonly string[]): ReceivedMail {
  const head = lines.slice(0, lines.indexOf(''))
  const body = lines.slice(lines.indexOf('') + 1).join('\n')
  const header = (name: string) => head.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim()
  const encoding = header('content-transfer-encoding')
  const text = encoding === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : encoding === 'quoted-printable' ? unquoted(body) : body
  return { to, messageId: header('message-id'), text }
}

const unquoted = (body: string): string =>
  Buffer.from(body.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8')
