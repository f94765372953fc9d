import { createServer, connect as dial, type Socket } from 'node:net'

/** What the proxy did: how often it let a commit's answer through, and how often it cut it off. */
export type Cuts = { passed: number; cut: number; stop: () => Promise<void> }

/** Messages in which a client asks for something that is committed before it is answered. */
const commits = /record_case|append_ledger|^commit\b|update command set|update "command" set/i
const READY = 'Z'
const IDLE = 'I'

/**
 * Stands before PostgreSQL and understands as much of its protocol as it takes to lose an answer: now and then,
 * when something has been committed, the connection ends before the client learns of it. `cuts` says whether to,
 * given how many commits there have been. Returns the URL that goes through it.
 */
export function cuttingProxy(databaseUrl: string, cuts: (commit: number) => boolean): Promise<Cuts & { url: string }> {
  const upstream = new URL(databaseUrl)
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const postgres = dial(Number(upstream.port), upstream.hostname)
    const end = () => {
      client.destroy()
      postgres.destroy()
    }
    for (const socket of [client, postgres]) {
      open.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        open.delete(socket)
        end()
      })
    }
    // Held back from the question until its answer is whole.
    let held: Buffer[] | null = null
    const asks = messages((type, body) => {
      const text =
        type === 'Q' ? body.toString('utf8', 0) : type === 'P' ? body.toString('utf8', body.indexOf(0) + 1) : ''
      if (held === null && commits.test(text)) held = []
    }, 'startup')
    const answers = messages((type, body) => {
      if (held === null || type !== READY || String.fromCharCode(body[0] ?? 0) !== IDLE) return
      const whole = held
      held = null
      proxy.passed += 1
      if (cuts(proxy.passed + proxy.cut)) {
        proxy.passed -= 1
        proxy.cut += 1
        end()
      } else for (const part of whole) client.write(part)
    })
    client.on('data', (data: Buffer) => {
      asks(data)
      postgres.write(data)
    })
    postgres.on('data', (data: Buffer) => {
      if (held) held.push(data)
      else client.write(data)
      if (held) answers(data)
    })
  })
  const proxy: Cuts & { url: string } = {
    url: '',
    passed: 0,
    cut: 0,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const through = new URL(databaseUrl)
      through.port = String(typeof address === 'object' ? address?.port : '')
      proxy.url = through.href
      resolve(proxy)
    })
  })
}

/** Calls back with each whole message of a stream. The first of a client has a length and no type. */
function messages(each: (type: string, body: Buffer) => void, first?: 'startup'): (data: Buffer) => void {
  let rest = Buffer.alloc(0)
  let untyped = first === 'startup'
  return (data) => {
    rest = Buffer.concat([rest, data])
    for (;;) {
      const head = untyped ? 0 : 1
      if (rest.length < head + 4) return
      const length = head + rest.readInt32BE(head)
      if (rest.length < length) return
      if (!untyped) each(String.fromCharCode(rest[0] ?? 0), rest.subarray(head + 4, length))
      untyped = false
      rest = rest.subarray(length)
    }
  }
}
