// PostgreSQL runs this for each finished piece of its write-ahead log and removes the piece only when it ends well.
// Plain JavaScript without packages: it starts in some hundredths of a second, as whatever account PostgreSQL has.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

const [place, source, name] = process.argv.slice(2)
// Read at once: asking first whether it exists says no where a capability lets us pass through a closed folder.
function read(path) {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

const folder = JSON.parse(readFileSync(place, 'utf8')).folder
const target = join(folder, `${name}.gz`)
const piece = readFileSync(source)
const kept = read(target)
if (kept !== null) {
  // Kept before PostgreSQL was killed and could note it; anything else under this name is another installation's.
  if (gunzipSync(kept).equals(piece)) process.exit(0)
  console.error(`${target} is there already and differs: is this folder another installation's?`)
  process.exit(1)
}
const draft = `${target}.part`
try {
  const file = openSync(draft, 'w', 0o600)
  writeFileSync(file, gzipSync(piece, { level: 1 }))
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, target)
} catch (error) {
  rmSync(draft, { force: true })
  throw error
}
if (process.platform !== 'win32') {
  const entry = openSync(folder, 'r')
  fsyncSync(entry)
  closeSync(entry)
}
