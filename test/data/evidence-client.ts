/** Talks to the evidence routes as a browser does; `x-user` says who is signed in. */

export type Answer = {
  id: string
  sha256: string
  url: string
  width: number
  height: number
  refusal?: { code: string; text: { zh: string } }
}

type Sent = { as?: string; name?: string; type?: string }

/** Sends a body as a photo; answers with the status and what was said. */
export async function upload(
  address: string,
  body: Buffer | ReadableStream,
  { as = 'zhulianfang', name = '后巷.jpg', type = 'image/jpeg' }: Sent = {},
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${address}/api/evidence`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-file-name': encodeURIComponent(name), ...(as ? { 'x-user': as } : {}) },
    body: Buffer.isBuffer(body) ? new Uint8Array(body) : body,
    duplex: 'half',
  } as RequestInit)
  return { status: response.status, answer: (await response.json()) as Answer }
}

/** Asks for a photo. */
export const look = (address: string, id: string, as: string, query = '', headers = {}): Promise<Response> =>
  fetch(`${address}/api/evidence/${id}${query}`, { headers: { 'x-user': as, ...headers } })

export const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())
