import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '../../language.tsx'
import { ActDialog } from './act-dialog.tsx'
import type { CaseView } from './view.ts'

/** An act on the whole case, such as withdrawing it, behind a button: its form says what it causes. */
export function CaseAct({ view, act }: { view: CaseView; act: CaseView['acts'][number] }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(act.title)}</Button>
      {open && <ActDialog view={view} taskId={null} offered={act} onClose={() => setOpen(false)} />}
    </>
  )
}
