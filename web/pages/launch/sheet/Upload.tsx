import { DownloadOutlined, FileExcelOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button, Spin } from 'antd'
import { useRef, useState } from 'react'
import { MAX_SHEET_BYTES } from '../../../../domain/notice-sheet.ts'
import { type Text, text } from '../../../../domain/text.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { failureText } from '../../../errors.ts'
import { useLanguage, useText } from '../../../language.tsx'
import { client } from '../../../trpc.ts'

const CHUNK = 0x8000

type Sheet = Awaited<ReturnType<typeof client.notice.readSheet.mutate>>

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(binary)
}

/** Why a file cannot be read as the template, or null when it may be tried. */
function whyNotSheet(file: File): Text | null {
  if (/\.(xls|et|csv)$/i.test(file.name))
    return text('请在表格软件中“另存为”.xlsx 格式后再上传。', 'Save it as .xlsx in your spreadsheet program first.')
  if (!/\.xlsx$/i.test(file.name))
    return text('只能上传 .xlsx 表格，请用下载的模板填写。', 'Only .xlsx: please use the template.')
  if (file.size > MAX_SHEET_BYTES)
    return text(
      `表格超过${MAX_SHEET_BYTES / 1024} KB，请删去表格里的图片，照片上传后逐行添加。`,
      `Larger than ${MAX_SHEET_BYTES / 1024} KB: take the pictures out; photos are added row by row afterwards.`,
    )
  return null
}

/** Where a spreadsheet comes in: chosen or dropped, with the template to fill. */
export function Upload({
  compact,
  disabled,
  onRead,
}: {
  compact: boolean
  disabled: boolean
  onRead: (sheet: Sheet) => void
}) {
  const t = useText()
  const { language } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [unfit, setUnfit] = useState<Text | null>(null)
  const [problems, setProblems] = useState<readonly Text[]>([])
  const reading = useMutation({
    mutationFn: async (file: File) => client.notice.readSheet.mutate({ fileBase64: await base64Of(file) }),
    onSuccess: (sheet) => {
      setProblems(sheet.problems)
      onRead(sheet)
    },
  })
  const take = (file: File | undefined) => {
    if (!file || disabled || reading.isPending) return
    const why = whyNotSheet(file)
    setUnfit(why)
    setProblems([])
    if (!why) reading.mutate(file)
  }
  const template = (
    <Button icon={<DownloadOutlined />} href={`/api/notices/template.xlsx?language=${language}`} download>
      {t(text('下载模板', 'Download the template'))}
    </Button>
  )
  const picker = (
    <Button
      type={compact ? 'default' : 'primary'}
      icon={<FileExcelOutlined />}
      disabled={disabled}
      loading={reading.isPending}
      onClick={() => input.current?.click()}
    >
      {t(compact ? text('再上传一份', 'Upload another') : text('选择表格', 'Choose the spreadsheet'))}
    </Button>
  )
  return (
    <div className={compact ? 'upload-compact' : 'upload'}>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx"
        aria-label={t(text('上传表格', 'Upload a spreadsheet'))}
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {compact ? (
        <>
          {picker}
          {template}
        </>
      ) : (
        <div
          className="upload-drop"
          data-over={over}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            take(event.dataTransfer.files[0])
          }}
        >
          <ol>
            <li>
              {t(
                text(
                  '下载模板，一行写一件；填了问题编号的，单位、地点、事实可以不填。',
                  'Download the template and write one matter a row; a problem’s number gives unit, place and facts.',
                ),
              )}
            </li>
            <li>{t(text('把填好的表格拖到这里，或点“选择表格”。', 'Drop it here, or choose it.'))}</li>
            <li>
              {t(
                text(
                  '在下面逐行核对、补照片，再一次发出。有错的行不影响其他行。',
                  'Check the rows, add photos, launch. A wrong row does not hold up the others.',
                ),
              )}
            </li>
          </ol>
          <div className="upload-actions">
            {template}
            {picker}
            {reading.isPending && <Spin />}
          </div>
        </div>
      )}
      {unfit && <ErrorNote note={unfit} />}
      {reading.error && <ErrorNote note={failureText(reading.error)} />}
      {problems.map((problem) => (
        <ErrorNote key={problem.zh} note={problem} />
      ))}
    </div>
  )
}
