import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bug } from './bugs.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
/** What worker and rule are made of, with what the rule's sequences need. */
const parts = [
  'domain',
  'workflows',
  'activities',
  'db',
  'worker',
  'tracing',
  'test/properties',
  'test/domain',
  'test/faults',
]
const files = ['package.json', 'tsconfig.json']

/** A copy of the product with a bug in it; it goes at the `end`. Throws when the words are not there, once. */
export async function withBug(
  { name, file, was, is }: Bug,
  end: (clean: () => Promise<void>) => void,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chuangwei-mutant-'))
  end(() => rm(folder, { recursive: true, force: true }))
  await Promise.all(
    [...parts, ...files].map((part) => cp(join(project, part), join(folder, part), { recursive: true })),
  )
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'))
  const path = join(folder, file)
  const source = await readFile(path, 'utf8')
  const found = source.split(was).length - 1
  if (found !== 1) throw new Error(`${name}: ${file} has ${found} times: ${was}`)
  await writeFile(
    path,
    source.replace(was, () => is),
  )
  return folder
}
