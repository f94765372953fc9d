import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, startApi } from './harness.ts'

let api: Api
beforeAll(async () => {
  const webDir = await mkdtemp(join(tmpdir(), 'chuangwei-web-'))
  afterAll(() => rm(webDir, { recursive: true, force: true }))
  await mkdir(join(webDir, 'assets'))
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>创卫</title>')
  await writeFile(join(webDir, 'assets', 'app-1a2b.js'), 'export {}')
  await writeFile(join(webDir, 'assets', 'app-1a2b.js.br'), brotliCompressSync('export {}'))
  api = await startApi({}, webDir)
})

const get = async (path: string, accept = 'text/html') => {
  const response = await fetch(`${api.url}${path}`, { headers: { accept } })
  return {
    status: response.status,
    cache: response.headers.get('cache-control') ?? '',
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  }
}

test.each(['/', '/index.html', '/cases/DB-2026-0001', '/launch?from=WT-1'])(
  '%s is the app, always the newest',
  async (path) => {
    expect(await get(path)).toMatchObject({
      status: 200,
      cache: 'no-cache',
      type: expect.stringContaining('text/html'),
      text: expect.stringContaining('创卫'),
    })
  },
)

test('what carries a hash in its name is kept for good', async () => {
  expect(await get('/assets/app-1a2b.js', '*/*')).toMatchObject({
    status: 200,
    cache: expect.stringContaining('immutable'),
  })
})

test('what the build has compressed goes out compressed, to whoever takes it, and is kept for good', async () => {
  const ask = (encoding: string) =>
    fetch(`${api.url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': encoding, accept: '*/*' } })
  const answer = await ask('br, gzip')
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('content-type')).toContain('javascript')
  expect(await answer.text()).toBe('export {}')
  const plain = await ask('identity')
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toBe('export {}')
})

test('what is not there is said to be missing, and nothing outside the folder is', async () => {
  expect((await get('/assets/gone.js', '*/*')).status).toBe(404)
  expect((await get('/api/gone')).type).toContain('application/json')
  for (const path of ['/..%2f..%2fetc/passwd', '/assets/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd']) {
    const { text } = await get(path, '*/*')
    expect(text).not.toContain('root:')
    expect(text).not.toContain('"dependencies"')
  }
})
