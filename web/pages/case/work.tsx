import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { roundName } from '../../words.ts'
import { Content, Kin } from './content.tsx'
import { NoticeDocument } from './document.tsx'
import { Documents } from './documents.tsx'
import { Ledger } from './ledger.tsx'
import { LetterTasks } from './letter-tasks.tsx'
import { MergedReports } from './merged-reports.tsx'
import { MyActs } from './my-acts.tsx'
import { noticesOf } from './reading.ts'
import { Results } from './results.tsx'
import { Rounds } from './rounds.tsx'
import { ScoreSheet } from './score-sheet.tsx'
import type { CaseView } from './view.ts'

/** A case as it is worked on: what I can do first, the notice beside it, then how it went. */
export function Work({ view }: { view: CaseView }) {
  const t = useText()
  const notices = noticesOf(view)
  const [round, setRound] = useState<number | null>(null)
  const shown = notices.find((issued) => issued.round === round) ?? notices.at(-1)
  return (
    <div className="case">
      <div className="case-acts">
        <MyActs view={view} />
      </div>
      {!shown && (
        <div className="case-document">
          <Content view={view} />
          {view.kind === 'unitAssessment' && <ScoreSheet key={view.stage} view={view} />}
          {view.kind === 'assessment' && <Results key={view.stage} view={view} />}
        </div>
      )}
      {shown && (
        <div className="case-document">
          <div className="document-tools">
            <h2>{t(text('通知正文', 'The notice'))}</h2>
            {notices.length > 1 && (
              <Segmented
                aria-label={t(text('选择轮次', 'Round'))}
                value={shown.round}
                options={notices.map((issued) => ({ value: issued.round, label: t(roundName(issued.round)) }))}
                onChange={setRound}
              />
            )}
            <Button size="small" onClick={() => window.print()}>
              {t(text('打印通知', 'Print'))}
            </Button>
          </div>
          <NoticeDocument view={view} issued={shown} />
        </div>
      )}
      <div className="case-past">
        {view.kind === 'letter' && <LetterTasks view={view} />}
        <Kin view={view} />
        {view.kind === 'problem' && <MergedReports view={view} />}
        <Rounds view={view} />
        <Documents view={view} />
        <Ledger view={view} />
      </div>
    </div>
  )
}
