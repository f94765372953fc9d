// PostgreSQL runs this while it is being restored, for each piece of the log that it asks for. Not having a piece is
// an answer, not a fault: that is how PostgreSQL finds the end.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const [folder, name, target] = process.argv.slice(2)

// Read at once: asking first whether it exists says no where a capability lets us pass through a closed folder.
function read(path) {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

const compressed = read(join(folder, `${name}.gz`))
const piece = compressed === null ? read(join(folder, name)) : gunzipSync(compressed)
if (piece === null) process.exit(1)
writeFileSync(target, piece, { mode: 0o600 })
