import { Letter } from '../../../domain/letter-forms.ts'
import { text } from '../../../domain/text.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { client } from '../../trpc.ts'
import { CaseTable } from './CaseTable.tsx'
import { LaunchDialog } from './LaunchDialog.tsx'

/** The letters of responsibility: drafted here, reviewed, signed by both sides, and tracked task by task. */
export function Letters({ year }: { year: number }) {
  const t = useText()
  const can = useCan()
  return (
    <>
      <div className="year-tools">
        {can('letter.draft') && (
          <LaunchDialog
            title={text('拟责任书', 'Draft a letter')}
            schema={Letter}
            initial={{ year, title: `${year}年创建卫生城市目标责任书`, depositMode: 'NONE', items: [{}] }}
            send={(commandId, letter) => client.letter.draft.mutate({ commandId, letter })}
          />
        )}
        {can('letter.draft') && (
          <LinkButton to={paths.letters} search={{ year }}>
            {t(text('批量下发', 'Send to many units'))}
          </LinkButton>
        )}
      </div>
      <CaseTable
        kind="letter"
        year={year}
        empty={{
          title: text('还没有责任书', 'No letters yet'),
          hint: text(
            '责任书签订后，任务逐项计时、核验，直接用于半年考核。',
            'Signed, each task is tracked and scored.',
          ),
        }}
      />
    </>
  )
}
