import { cp, mkdtemp, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectDir } from '../../bin/data-dir.ts'

/** What of the project runs. */
const PARTS = [
  'activities',
  'api',
  'bin',
  'db',
  'domain',
  'tracing',
  'worker',
  'workflows',
  'package.json',
  'tsconfig.json',
]

/** A copy of the code in a folder of its own, to be changed as a next release would. Returns the folder. */
export async function aRelease(): Promise<string> {
  const release = await mkdtemp(join(tmpdir(), 'chuangwei-release-'))
  for (const name of PARTS) await cp(join(projectDir, name), join(release, name), { recursive: true })
  await symlink(join(projectDir, 'node_modules'), join(release, 'node_modules'))
  return release
}
