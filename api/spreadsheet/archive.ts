import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { MAX_SHEET_BYTES } from '../../domain/notice-sheet.ts'
import { type Text, text } from '../../domain/text.ts'

/**
 * A workbook is a zip of XML. What a hostile one would unfold into is measured before the reader gets it: the
 * zip's own list of contents, each entry really inflated against it, and the addresses of the cells.
 */

/** Of all XML together, unfolded; a sheet of 500 notices has well under one megabyte. */
const MAX_XML_BYTES = 10 * 1024 * 1024
const MAX_ENTRIES = 300
const MAX_CELLS = 60_000

const END = 0x06054b50
const LISTED = 0x02014b50
const LOCAL = 0x04034b50
const inflate = promisify(inflateRaw)

const faults = {
  tooLarge: text(
    `文件太大：最多 ${MAX_SHEET_BYTES / 1024} KB。请删去表格里的图片，或拆成几个文件，每个不超过500行。`,
    `The file is too large: ${MAX_SHEET_BYTES / 1024} KB at most. Take the pictures out or split it, 500 rows at most in each.`,
  ),
  oldFormat: text(
    '这是旧格式（.xls）或加了密码的表格。请取消密码，并另存为 .xlsx 后再上传。',
    'This is an old .xls or a password-protected workbook. Remove the password and save it as .xlsx.',
  ),
  notWorkbook: text(
    '这不是 Excel 工作簿（.xlsx），或文件已损坏。请下载模板填写。',
    'This is not an Excel workbook (.xlsx), or it is damaged. Use the template.',
  ),
  unfolds: text(
    '表格展开后过大。请把要导入的内容复制到模板里再上传。',
    'The workbook unfolds into too much. Copy what you want to import into the template.',
  ),
  farCells: text(
    '表格里有很远的单元格或大量空白格式。请把要导入的内容复制到模板里再上传。',
    'The sheet has far-away or very many formatted cells. Copy what you want to import into the template.',
  ),
} as const satisfies Record<string, Text>

type Entry = { name: string; packed: Buffer; method: number; size: number }

/** What keeps a file from being read as a workbook, in words, or null when it is safe to read. */
export async function workbookFault(file: Buffer): Promise<Text | null> {
  if (file.length > MAX_SHEET_BYTES) return faults.tooLarge
  if (file.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return faults.oldFormat
  const entries = listEntries(file)
  if (!entries) return faults.notWorkbook
  const xml = entries.filter(({ name }) => /\.xml(\.rels)?$/.test(name))
  if (entries.length > MAX_ENTRIES || xml.reduce((sum, { size }) => sum + size, 0) > MAX_XML_BYTES)
    return faults.unfolds
  for (const entry of xml) {
    const content = await unfold(entry)
    if (!content) return faults.unfolds
    if (entry.name.startsWith('xl/worksheets/') && !areCellsNear(content.toString('utf8'))) return faults.farCells
  }
  return null
}

/** The zip's list of contents, or null when it is not one we read: no zip, 64-bit, encrypted, or torn. */
function listEntries(file: Buffer): Entry[] | null {
  try {
    const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'))
    if (end < 0 || file.readUInt32LE(end) !== END) return null
    const count = file.readUInt16LE(end + 10)
    const entries: Entry[] = []
    for (let at = file.readUInt32LE(end + 16), i = 0; i < count; i += 1) {
      if (file.readUInt32LE(at) !== LISTED || file.readUInt16LE(at + 8) & 1) return null
      const packedSize = file.readUInt32LE(at + 20)
      const local = file.readUInt32LE(at + 42)
      if (file.readUInt32LE(local) !== LOCAL) return null
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
      if (start + packedSize > file.length) return null
      const nameEnd = at + 46 + file.readUInt16LE(at + 28)
      entries.push({
        name: file.toString('utf8', at + 46, nameEnd),
        packed: file.subarray(start, start + packedSize),
        method: file.readUInt16LE(at + 10),
        size: file.readUInt32LE(at + 24),
      })
      at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    }
    return entries.length > 0 ? entries : null
  } catch {
    // An offset pointed outside the file.
    return null
  }
}

/** An entry's content, or null when it is not as large as the list says. */
async function unfold({ packed, method, size }: Entry): Promise<Buffer | null> {
  if (method === 0) return packed.length === size ? packed : null
  if (method !== 8) return null
  const content = await inflate(packed, { maxOutputLength: Math.max(size, 1) }).catch(() => null)
  return content?.length === size ? content : null
}

/** Whether all addresses in a sheet lie within 10,000 rows and 702 columns, and its cells are not too many. */
function areCellsNear(xml: string): boolean {
  for (const [, address = ''] of xml.matchAll(/\sr\s*=\s*["']([^"']*)["']/g)) {
    if (!/^[A-Z]{0,2}\d{0,4}$/.test(address)) return false
  }
  return (xml.match(/<c[\s/>]/g) ?? []).length <= MAX_CELLS
}
