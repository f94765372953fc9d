import { crc32, deflateRawSync } from 'node:zlib'

export type ZipFile = { name: string; bytes: Buffer; at: Date }

/** What a zip can hold without its 64-bit extension. */
const MOST_BYTES = 0xffffffff
const MOST_FILES = 0xffff
const LOCAL = 0x04034b50
const LISTED = 0x02014b50
const END = 0x06054b50
const UTF8_NAMES = 0x0800
const DEFLATED = 8

/**
 * A zip of files, piece by piece: only one of them is in memory at a time. Throws when they do not fit a zip of
 * 4 GB and 65,535 files.
 */
export async function* zipped(files: AsyncIterable<ZipFile>): AsyncGenerator<Buffer> {
  const list: Buffer[] = []
  let offset = 0
  for await (const { name, bytes, at } of files) {
    const packed = deflateRawSync(bytes)
    const shared = sharedHead(bytes, packed, name, at)
    const local = Buffer.concat([u32(LOCAL), u16(20), shared, u16(0), Buffer.from(name)])
    list.push(
      Buffer.concat([
        u32(LISTED),
        u16(20),
        u16(20),
        shared,
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        Buffer.from(name),
      ]),
    )
    offset += local.length + packed.length
    if (offset > MOST_BYTES || list.length > MOST_FILES) throw new Error('too much for one zip')
    yield local
    yield packed
  }
  const directory = Buffer.concat(list)
  yield directory
  yield Buffer.concat([
    u32(END),
    u16(0),
    u16(0),
    u16(list.length),
    u16(list.length),
    u32(directory.length),
    u32(offset),
    u16(0),
  ])
}

/** What the entry and the list of contents both say of a file. */
const sharedHead = (bytes: Buffer, packed: Buffer, name: string, at: Date): Buffer =>
  Buffer.concat([
    u16(UTF8_NAMES),
    u16(DEFLATED),
    ...dosTime(at),
    u32(crc32(bytes)),
    u32(packed.length),
    u32(bytes.length),
    u16(Buffer.byteLength(name)),
  ])

/** Zips know times to two seconds, without a zone: here that of Asia/Shanghai. */
function dosTime(at: Date): [Buffer, Buffer] {
  const wall = new Date(at.getTime() + 8 * 3_600_000)
  const time = (wall.getUTCHours() << 11) | (wall.getUTCMinutes() << 5) | (wall.getUTCSeconds() >> 1)
  const date =
    ((Math.max(1980, wall.getUTCFullYear()) - 1980) << 9) | ((wall.getUTCMonth() + 1) << 5) | wall.getUTCDate()
  return [u16(time), u16(date)]
}

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
