import { useQuery } from '@tanstack/react-query'
import { type Text, text } from '../../../domain/text.ts'
import type { CaseRow } from '../../../domain/views.ts'
import { Page } from '../../components/Page.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { StageCases } from './StageCases.tsx'

/** Periods that the law gives somebody: they run, and nothing may be decided over them. */
const periods: Record<string, Text> = {
  defense: text('陈述申辩期', 'Right to be heard'),
  appeal: text('申诉期', 'Period of appeal'),
  resign: text('辞职申请期', 'Time to resign'),
}

function Running({ row }: { row: CaseRow }) {
  const t = useText()
  const times = useTimes()
  const { data } = useQuery(trpc.case.get.queryOptions({ caseId: row.caseId }))
  const open = data?.tasks.filter((task) => task.state === 'OPEN') ?? []
  return (
    <dl className="stage-facts">
      {open.map((task) => (
        <div key={task.taskId}>
          <dt>{t(periods[task.step] ?? task.title)}</dt>
          <dd>{t(text(`至${times.dayClock(task.dueAt)}`, `until ${times.dayClock(task.dueAt)}`))}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The proposals that are under way or with the organ that has the power, and the periods that run. */
export function DispositionsPage() {
  const t = useText()
  return (
    <Page title={words.dispositions} wide>
      <p className="stage-lead">
        {t(
          text(
            '约谈后仍未落实的，依程序提出处理建议：告知、陈述申辩、法制审核、集体研究，送有权机关决定。本系统只建议、只登记。',
            'What is still undone after the talk: a proposal made known, heard, reviewed, decided together and sent to the competent organ. This system only proposes and records.',
          ),
        )}
      </p>
      <StageCases
        stages={['DISPOSITION', 'SENT']}
        caption={words.dispositions}
        empty={{
          title: text('没有办理中的处理建议', 'No disposition is under way'),
          hint: text('约谈后仍未落实的督办件会出现在这里。', 'What stays undone after a talk appears here by itself.'),
        }}
        shown={{ heading: text('正在计时', 'What runs'), Facts: Running }}
      />
    </Page>
  )
}
