import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker'

/** Bundling takes seconds at each start and always gives the same for the same files: what it gave is kept. */

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const folder = at('dist/workflows')
/** All that a bundle is made of: workflows import nothing else of ours, and npm notes here what is installed. */
const SOURCES = ['workflows', 'domain']
const INSTALLED = 'node_modules/.package-lock.json'

/** Returns the bundle kept for these very files, or makes and keeps it. Rejects as `make` does. */
export async function bundleOnce(
  make: () => Promise<WorkflowBundleWithSourceMap>,
): Promise<WorkflowBundleWithSourceMap> {
  const file = keptAt()
  if (file === null) return make()
  try {
    return { code: readFileSync(file, 'utf8'), sourceMap: '' }
  } catch {
    const bundle = await make()
    // A file that was saved meanwhile may be in the bundle or not.
    if (keptAt() === file) keep(file, bundle.code)
    return bundle
  }
}

/** Where the bundle of the files as they are now is kept; null where nobody can tell what they are. */
function keptAt(): string | null {
  try {
    const hash = createHash('sha256')
      .update(process.version)
      .update(readFileSync(at(INSTALLED)))
    for (const source of SOURCES)
      for (const name of readdirSync(at(source), { recursive: true, encoding: 'utf8' }).sort())
        if (name.endsWith('.ts')) hash.update(`${source}/${name}\n`).update(readFileSync(join(at(source), name)))
    return join(folder, `${hash.digest('hex').slice(0, 32)}.js`)
  } catch {
    return null
  }
}

/** Keeps it in place of those before. Where nothing can be written it is made again next time. */
function keep(file: string, code: string): void {
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(draft, code)
    renameSync(draft, file)
    for (const name of readdirSync(folder))
      if (join(folder, name) !== file && name.endsWith('.js')) rmSync(join(folder, name), { force: true })
  } catch {
    rmSync(draft, { force: true })
  }
}
