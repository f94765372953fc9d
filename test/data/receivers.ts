import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

/** Servers of others that messages go to, on 127.0.0.1; they go when the file's tests end. */

export type Mail = { id: string; to: string; subject: string; text: string }

/** A mail server. While `refusing` is true it takes nothing. */
export async function startMailServer() {
  const inbox: Mail[] = []
  const state = { refusing: false }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, taken) {
      const received = text(stream).then((raw) => {
        if (state.refusing) return taken(Object.assign(new Error('try later'), { responseCode: 451 }))
        inbox.push(read(raw, session.envelope.rcptTo[0]?.address ?? ''))
        return taken()
      })
      // A sender that dies in the middle of a letter has sent none.
      received.catch(() => undefined)
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `smtp://127.0.0.1:${port}`, inbox, state }
}

function read(raw: string, to: string): Mail {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  const body = raw.slice(end + 4)
  const isBase64 = header('content-transfer-encoding') === 'base64'
  const decoded = isBase64 ? Buffer.from(body, 'base64').toString() : unquoted(body)
  return { id: header('message-id'), to, subject: words(header('subject')), text: decoded }
}

const bytes = (quoted: string): string =>
  Buffer.from(
    quoted.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()
const unquoted = (body: string): string => bytes(body.replace(/=\r\n/g, ''))
const words = (subject: string): string =>
  subject
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, coded: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(coded, 'base64').toString() : bytes(coded.replaceAll('_', ' ')),
    )

export type Call = { headers: IncomingHttpHeaders; body: string }

/** A receiver of webhooks, which answers as `state.status` says. */
export async function startReceiver() {
  const calls: Call[] = []
  const state = { status: 204 }
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ headers: request.headers, body })
      response.writeHead(state.status).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `http://127.0.0.1:${port}/hook`, calls, state }
}
