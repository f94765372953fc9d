import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import type { Saved } from './useDraftKeeping.ts'

/** That a draft was found, and the way to do without it. */
export function Restored({ at, onRestart }: { at: string; onRestart: () => void }) {
  const t = useText()
  const times = useTimes()
  return (
    <ErrorNote
      tone="calm"
      note={text(`已恢复${times.dayClock(at)}未提交的草稿。`, `Your draft of ${times.dayClock(at)} is back.`)}
    >
      <Button type="link" size="small" onClick={onRestart}>
        {t(text('不要草稿，重新填写', 'Discard it and start again'))}
      </Button>
    </ErrorNote>
  )
}

/** That the draft found here has become a case meanwhile. */
export function Opened({ caseId }: { caseId: string }) {
  const t = useText()
  return (
    <ErrorNote
      tone="calm"
      note={text(
        '上次填写的督办已经立案，这里可以另起一件。',
        'What you wrote here last is a case by now; this is a new one.',
      )}
    >
      <Link to={paths.case} params={{ caseId }}>
        {t(text(`查看${caseId}`, `Open ${caseId}`))}
      </Link>
    </ErrorNote>
  )
}

const saving: Record<Saved, Text | null> = {
  untouched: null,
  saving: text('正在保存草稿', 'Saving the draft'),
  server: text('草稿已保存', 'Draft saved'),
  browser: text(
    '连不上服务器，草稿暂存在本机浏览器',
    'The server cannot be reached; the draft is kept in this browser',
  ),
}

/** Where what was typed is kept, beside the submit button. */
export function Saving({ saved }: { saved: Saved }) {
  const t = useText()
  const told = saving[saved]
  return <output className="form-saved">{told && t(told)}</output>
}
