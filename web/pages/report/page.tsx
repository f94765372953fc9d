import { Button } from 'antd'
import { useState } from 'react'
import type { Photo } from '../../../domain/fields.ts'
import type { Near } from '../../../domain/near.ts'
import { ProblemReport } from '../../../domain/problem-forms.ts'
import { isSituationOf, type ProblemKind } from '../../../domain/problem-kinds.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { fieldsOf } from '../../components/form/schema.ts'
import { PhotoField } from '../../components/photos/PhotoField.tsx'
import { useText } from '../../language.tsx'
import { client } from '../../trpc.ts'
import { words } from '../../words.ts'
import { CommandNote } from '../case/command-note.tsx'
import { Details, Kinds } from './Details.tsx'
import { Done } from './Done.tsx'
import { NearOnes } from './NearOnes.tsx'
import { Place } from './Place.tsx'
import { useReport } from './useReport.ts'
import './report.css'

const specOf = (name: string) => {
  const spec = fieldsOf(ProblemReport).find((candidate) => candidate.name === name)
  if (!spec) throw new Error(`a report has no field ${name}`)
  return spec
}
const [photoSpec, sectionSpec] = [specOf('photos'), specOf('roadSectionId')]

/** A problem in three taps: the photo, the place, the kind. The last one sends it, once the photo has arrived. */
export function ReportPage() {
  const t = useText()
  const report = useReport()
  const { form, change, faults, state, busy, done } = report
  const [uploading, setUploading] = useState(0)
  const [near, setNear] = useState<readonly Near[] | null>(null)
  const [waiting, setWaiting] = useState(false)
  const faulty = (field: string) => faults.find(({ path }) => path[0] === field)

  /** Looks for the same problem near by, and sends the report when there is none. A silent line does not stop it. */
  const finish = async (next: typeof form) => {
    const { category, roadSectionId, lat, lng } = next as Partial<ProblemReport>
    const found = category ? await client.problem.near.query({ category, roadSectionId, lat, lng }).catch(() => []) : []
    setNear(found.length > 0 ? found : null)
    if (found.length === 0) report.send(next)
  }
  const choose = (category: ProblemKind) => {
    const { situation } = form
    const fits = typeof situation === 'string' && isSituationOf(category, situation)
    const next = { ...form, category, situation: fits ? situation : undefined }
    change(next)
    if (uploading > 0) setWaiting(true)
    else void finish(next)
  }
  /** The kind may be chosen while the photo is still on its way. */
  const sending = (uploads: number) => {
    setUploading(uploads)
    if (uploads > 0 || !waiting) return
    setWaiting(false)
    void finish(form)
  }

  if (done) return <Done {...done} onAgain={report.again} />
  return (
    <Page title={words.report}>
      <div className="report">
        <section className="panel" aria-labelledby="photo">
          <h2 id="photo">{t(text('1 拍照', '1 Photo'))}</h2>
          <PhotoField
            id="report-photos"
            spec={photoSpec}
            value={form.photos as Photo[] | undefined}
            onChange={(photos) => change({ ...form, photos })}
            invalid={faulty('photos') !== undefined}
            disabled={busy}
            onBusy={sending}
          />
          {faulty('photos') && <ErrorNote note={text('请先拍一张照片', 'Take a photo first')} />}
        </section>
        <section className="panel" aria-labelledby="place">
          <h2 id="place">{t(text('2 地点', '2 Place'))}</h2>
          <Place spec={sectionSpec} form={form} onChange={change} invalid={faulty('place') !== undefined} />
          {faulty('place') && <ErrorNote note={text('请选路段或填写地点', 'Choose or write the place')} />}
        </section>
        <section className="panel" aria-labelledby="kind">
          <h2 id="kind">{t(text('3 类别，点选即上报', '3 Kind: tap to report'))}</h2>
          <Details form={form} onChange={change} />
          <Kinds chosen={form.category} disabled={busy} onChoose={choose} />
          {waiting && (
            <ErrorNote tone="calm" note={text('照片还在上传，传完自动上报。', 'Sent once the photo has arrived.')} />
          )}
        </section>
        {near && (
          <NearOnes
            near={near}
            busy={busy}
            onMerge={(into) => report.send(form, into)}
            onNew={() => {
              setNear(null)
              report.send(form)
            }}
          />
        )}
        <CommandNote state={state} />
        {state.phase === 'failed' && (
          <Button type="primary" size="large" block onClick={report.resend}>
            {t(text('重新发送', 'Send again'))}
          </Button>
        )}
      </div>
    </Page>
  )
}
