import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

/** The citizen's page is read on poor lines: what it loads before it can be used, by the last build. */

const MOST_BYTES = 120 * 1024
const built = fileURLToPath(new URL('../../dist/web', import.meta.url))
const page = `${built}/jubao.html`

/** Everything a file brings along, by the addresses in it. */
function loaded(address: string, seen = new Set<string>()): Set<string> {
  if (seen.has(address)) return seen
  seen.add(address)
  const text = readFileSync(built + address, 'utf8')
  for (const [, found] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) loaded(found as string, seen)
  for (const [, name] of text.matchAll(/(?:from|import)\s*["'(]+\.\/([^"')]+\.js)/g)) loaded(`/assets/${name}`, seen)
  return seen
}

test.runIf(existsSync(page))('the public page loads less than 120 KB, and nothing of the staff’s app', () => {
  const files = [...loaded('/jubao.html')]
  expect(files.some((name) => name.endsWith('.js'))).toBe(true)
  expect(files.some((name) => name.endsWith('.css'))).toBe(true)
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(built + name)).length, 0)
  expect(bytes).toBeLessThan(MOST_BYTES)
  expect(files.filter((name) => /react|antd/.test(name))).toEqual([])
})

test.runIf(existsSync(page))('the public page asks nothing of other hosts', () => {
  for (const name of loaded('/jubao.html')) {
    const addresses = readFileSync(built + name, 'utf8').match(/https?:\/\/[\w.-]+/g) ?? []
    expect([name, addresses]).toEqual([name, []])
  }
})
