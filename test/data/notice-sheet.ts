import writeXlsxFile, { type SheetData } from 'write-excel-file/node'

/** Sheets as people fill them in. */

export const titles = ['事项', '责任单位', '地点', '事实', '整改要求', '依据', '类别', '期限', '关联问题编号']
export const good = {
  事项: '望溪农贸市场后巷垃圾清运',
  责任单位: '商务局',
  地点: '望溪农贸市场后巷',
  事实: '11月20日巡查发现后巷堆放生活垃圾约三立方米。',
  整改要求: '全部清运，落实专人保洁。',
  依据: '国家卫生城市标准',
  类别: '一般',
  期限: '5个工作日',
  关联问题编号: '',
}
export type Row = Partial<Record<keyof typeof good, string | number | Date | boolean>>

const cell = (value: string | number | Date | boolean | undefined) =>
  value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : (value ?? null)
/** A workbook with these rows under a row of titles. */
export const sheetOf = (rows: Row[], header: string[] = titles): Promise<Buffer> => {
  const data: SheetData = [header, ...rows.map((row) => titles.map((title) => cell(row[title as keyof typeof good])))]
  return writeXlsxFile(data).toBuffer()
}
