import { Button } from 'antd'
import { kindsWithForebears } from '../../../domain/sealed.ts'
import { type Text, text } from '../../../domain/text.ts'
import { useNow } from '../../calendar.ts'
import { useText } from '../../language.tsx'
import { useCan, useMe } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { Content, Kin } from './content.tsx'
import { NoticeDocument } from './document.tsx'
import { Documents } from './documents.tsx'
import { Histories } from './histories.tsx'
import './dossier.css'
import { Ledger } from './ledger.tsx'
import { MyActs } from './my-acts.tsx'
import { Origins } from './origins.tsx'
import { noticesOf } from './reading.ts'
import { Rerun } from './rerun.tsx'
import { Rounds } from './rounds.tsx'
import type { CaseView } from './view.ts'

/**
 * A case as a file is read: what is asked of me, the notices as they were issued, what happened from the first day,
 * the ledger; nothing folded. It prints as it stands, but for the forms.
 */
export function Dossier({ view }: { view: CaseView }) {
  const t = useText()
  const me = useMe()
  const can = useCan()
  const times = useTimes()
  const printed = times.fullClock(new Date(useNow()).toISOString())
  const heads: { id: string; label: Text }[] = [
    { id: 'dossier-notices', label: text('督办通知', 'The notices') },
    { id: 'dossier-past', label: text('办理过程', 'What happened') },
    { id: 'dossier-ledger', label: text('留痕', 'Record') },
  ]
  return (
    <div className="dossier">
      <div className="dossier-tools">
        <nav aria-label={t(text('案卷目录', 'Contents'))}>
          {heads.map(({ id, label }) => (
            <a key={id} href={`#${id}`}>
              {t(label)}
            </a>
          ))}
        </nav>
        <span className="dossier-buttons">
          {can('dossier.export') && (
            <Button href={`/api/cases/${encodeURIComponent(view.caseId)}/dossier.zip`} download>
              {t(text('导出案卷', 'Export the dossier'))}
            </Button>
          )}
          <Button onClick={() => window.print()}>{t(text('打印案卷', 'Print the dossier'))}</Button>
        </span>
      </div>
      {can('case.rerun') && <Rerun caseId={view.caseId} kind={view.kind} />}
      <div className="dossier-acts">
        <MyActs view={view} />
      </div>
      <p className="dossier-printed">{t(text(`${me.name} 打印于 ${printed}`, `Printed by ${me.name}, ${printed}`))}</p>
      <section id="dossier-notices" className="dossier-notices">
        <h2 className="unseen">{t(text('督办通知', 'The notices'))}</h2>
        {noticesOf(view).map((issued) => (
          <NoticeDocument key={issued.round} view={view} issued={issued} />
        ))}
        <Content view={view} />
        <Kin view={view} />
      </section>
      <div id="dossier-past">
        <Rounds view={view} whole />
      </div>
      <Documents view={view} />
      <div id="dossier-ledger">{view.ledger.length > 0 && <Ledger view={view} whole />}</div>
      {kindsWithForebears.includes(view.kind) && <Origins view={view} />}
      {view.stage === 'CLOSED' && <Histories caseId={view.caseId} />}
    </div>
  )
}
