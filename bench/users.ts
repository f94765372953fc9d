import { createTRPCClient, httpLink } from '@trpc/client'
import sharp from 'sharp'
import type { AppRouter } from '../api/router.ts'
import { SAMPLE_PASSWORD } from '../db/sample.ts'
import type { Photo } from '../domain/fields.ts'

type Api = ReturnType<typeof createTRPCClient<AppRouter>>

/** Somebody who is signed in and has taken a photo. `at(n)` calls the API from an address of its own. */
export type User = { userId: string; at: (address: number) => Api; photo: Photo }

/** Signs in to a running API with a sample account. */
export async function signIn(apiUrl: string, username: string): Promise<User> {
  const client = (headers: Record<string, string>) =>
    createTRPCClient<AppRouter>({ links: [httpLink({ url: `${apiUrl}/api/trpc`, headers })] })
  const { token, me } = await client({}).session.create.mutate({ username, password: SAMPLE_PASSWORD })
  const authorization = `Bearer ${token}`
  const clients = new Map<number, Api>()
  const at = (address: number): Api => {
    const known = clients.get(address)
    if (known) return known
    const made = client({ authorization, 'x-forwarded-for': `127.0.1.${address + 1}` })
    clients.set(address, made)
    return made
  }
  return { userId: me.userId, at, photo: await takePhoto(apiUrl, authorization) }
}

async function takePhoto(apiUrl: string, authorization: string): Promise<Photo> {
  const background = { r: Math.floor(Math.random() * 256), g: Math.floor(Math.random() * 256), b: 128 }
  const body = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const headers = { authorization, 'content-type': 'image/jpeg', 'x-file-name': 'photo.jpg' }
  const response = await fetch(`${apiUrl}/api/evidence`, { method: 'POST', headers, body: new Uint8Array(body) })
  if (!response.ok) throw new Error(`upload failed: ${response.status} ${await response.text()}`)
  const { id, sha256 } = (await response.json()) as Photo
  return { id, sha256 }
}
