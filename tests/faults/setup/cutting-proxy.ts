import net from 'node:net'

export interface CuttingProxy {
  /** The database's address through the proxy. */
  url: string
  /** From now on a connection on which a transaction is committed is cut as soon as the server's answer comes back: done, and nobody told. */
  cutAfterCommit: () => void
  /** How many were cut. */
  cuts: () => number
  stop: () => Promise<void>
}

/** A commit as the client sends it, plain (behind the message's length) or to be prepared; not the word in another statement (`ON COMMIT DROP`). */
const COMMIT = /[\0\x0b]COMMIT\0/

/** Stands between a client and the database and loses the answer to a commit. */
export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url)
  let armed = false
  let cuts = 0
  const open = new Set<net.Socket>()
  const server = net.createServer((client) => {
    const database = net.connect(Number(target.port), target.hostname)
    let committing = false
    for (const socket of [client, database]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        database.destroy()
      })
    }
    client.on('data', (chunk) => {
      if (armed && COMMIT.test(chunk.toString('latin1'))) committing = true
      database.write(chunk)
    })
    database.on('data', (chunk) => {
      if (!committing) return void client.write(chunk)
      armed = false
      cuts += 1
      client.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  const through = new URL(url)
  through.port = String(address.port)
  return {
    url: through.toString(),
    cutAfterCommit: () => void (armed = true),
    cuts: () => cuts,
    stop: () => new Promise((resolve) => {
      for (const socket of open) socket.destroy()
      server.close(() => resolve())
    }),
  }
}
