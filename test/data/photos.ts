import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Real photos and real attacks, made on the spot. */

/** A photo no two of which are alike; noise makes it as heavy as a camera's. */
export const aPhoto = (width = 640, height = 480) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })

export const aJpeg = (width?: number, height?: number): Promise<Buffer> =>
  aPhoto(width, height).jpeg({ quality: 95 }).toBuffer()

/** A photo as a phone held upright takes it: stored lying, with the place and the device in it. */
export const fromAPhone = (width: number, height: number): Promise<Buffer> =>
  aPhoto(width, height)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Huawei', Model: 'P60-serial-0042', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '29/1 35/1 1234/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '106/1 13/1 4321/100',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A small PNG that unfolds into `width` times `height` pixels. */
export function pixelFlood(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 })
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The photo with bytes flipped in the middle. */
export function damaged(photo: Buffer): Buffer {
  const copy = Buffer.from(photo)
  for (let at = copy.length >> 1, end = at + 64; at < end; at += 1) copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

/** A JPEG that a browser asked to sniff would run as a page. */
export function pageInJpeg(jpeg: Buffer): Buffer {
  const page = Buffer.from('<html><script>alert(document.domain)</script></html>')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(page.length + 2)
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from('fffe', 'hex'), length, page, jpeg.subarray(2), page])
}

const png = await aPhoto().png().toBuffer()
const jpeg = await aJpeg()

/** What must never be stored, with the code of its refusal. */
export const notPhotos: [what: string, bytes: Buffer, code: string][] = [
  ['nothing at all', Buffer.alloc(0), 'NOT_A_PHOTO'],
  ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 'NOT_A_PHOTO'],
  [
    'an SVG with a script',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'NOT_A_PHOTO',
  ],
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj <</S/JavaScript/JS(app.alert(1))>>'), 'NOT_A_PHOTO'],
  ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'NOT_A_PHOTO'],
  ['an archive', Buffer.from('504b0304140000000800', 'hex'), 'NOT_A_PHOTO'],
  ['an animated GIF', await aPhoto().gif().toBuffer(), 'NOT_A_PHOTO'],
  ['a TIFF', await aPhoto().tiff().toBuffer(), 'NOT_A_PHOTO'],
  ['a HEIC photo', Buffer.from('00000018667479706865696300000000', 'hex'), 'HEIC_PHOTO'],
  ['a JPEG cut short', jpeg.subarray(0, jpeg.length >> 1), 'NOT_A_PHOTO'],
  ['a PNG cut short', png.subarray(0, png.length >> 1), 'NOT_A_PHOTO'],
  ['a WebP cut short', (await aPhoto().webp().toBuffer()).subarray(0, 400), 'NOT_A_PHOTO'],
  ['a damaged PNG', damaged(png), 'NOT_A_PHOTO'],
  ['only the first bytes of a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'NOT_A_PHOTO'],
  [
    'a page behind the first bytes of a PNG',
    Buffer.concat([png.subarray(0, 8), Buffer.from('<script>alert(1)</script>')]),
    'NOT_A_PHOTO',
  ],
  [
    'a WebP header around rubbish',
    Buffer.concat([Buffer.from('RIFF\x40\0\0\0WEBPVP8 ', 'latin1'), Buffer.alloc(64, 7)]),
    'NOT_A_PHOTO',
  ],
  ['196 megapixels in some kilobytes', pixelFlood(14_000, 14_000), 'TOO_MANY_PIXELS'],
  ['4 gigapixels in a few bytes', pixelFlood(65_535, 65).fill(0xff, 20, 22), 'NOT_A_PHOTO'],
]
