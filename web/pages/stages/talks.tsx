import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { text } from '../../../domain/text.ts'
import type { CaseRow } from '../../../domain/views.ts'
import { PeopleNames } from '../../components/PeopleNames.tsx'
import { Page } from '../../components/Page.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { talkOf as talkNotice } from '../case/talk-notice.ts'
import type { CaseView } from '../case/view.ts'
import { StageCases } from './StageCases.tsx'

const Proposal = z.object({ secondLeaderId: z.string() })
const Record = z.object({ heldAt: z.string(), leaderIds: z.array(z.string()) })

/** Where a talk stands by what was answered so far: who holds it, when, where, whether it was held. */
function standingOf(view: CaseView) {
  const answer = (step: string) => view.tasks.findLast((task) => task.step === step && task.state === 'DONE')
  const approval = answer('approveTalk')
  const record = Record.safeParse(answer('holdTalk')?.outcome).data
  const second = Proposal.safeParse(answer('proposeTalk')?.outcome).data?.secondLeaderId
  return {
    arrangement: talkNotice(view),
    heldAt: record?.heldAt,
    leaders: record?.leaderIds ?? [approval?.closedBy?.userId, second].filter((id) => id !== undefined),
    commitments: view.tasks.find((task) => task.step === 'keepCommitments' && task.state === 'OPEN'),
  }
}

function TalkFacts({ row }: { row: CaseRow }) {
  const t = useText()
  const times = useTimes()
  const { data } = useQuery(trpc.case.get.queryOptions({ caseId: row.caseId }))
  if (!data) return null
  const { arrangement, heldAt, leaders, commitments } = standingOf(data)
  return (
    <dl className="stage-facts">
      <div>
        <dt>{t(heldAt ? text('已于', 'Held') : text('时间', 'Time'))}</dt>
        <dd>
          {heldAt
            ? t(text(`${times.dayClock(heldAt)}约谈`, times.dayClock(heldAt)))
            : arrangement
              ? times.dayClock(arrangement.at)
              : t(text('待指挥长审批', 'not approved yet'))}
        </dd>
      </div>
      {arrangement && (
        <div>
          <dt>{t(text('地点', 'Place'))}</dt>
          <dd>{arrangement.place}</dd>
        </div>
      )}
      {leaders.length > 0 && (
        <div>
          <dt>{t(text('约谈人', 'Leaders'))}</dt>
          <dd>
            <PeopleNames ids={leaders} />
          </dd>
        </div>
      )}
      {commitments && (
        <div>
          <dt>{t(text('承诺期限', 'Last deadline'))}</dt>
          <dd>{times.dayClock(commitments.dueAt)}</dd>
        </div>
      )}
    </dl>
  )
}

/** The talks that are proposed, arranged, or held and not yet verified. */
export function TalksPage() {
  const t = useText()
  return (
    <Page title={words.talks} wide>
      <p className="stage-lead">
        {t(
          text(
            '同一事项累计未落实达到规定次数的，由两位县领导约谈责任单位主要负责人本人；约谈后限期落实。',
            'After the number of failures that the rule names, two county leaders talk with the head of the unit in person; a last deadline follows.',
          ),
        )}
      </p>
      <StageCases
        stages={['TALK_PROPOSED', 'TALK_NOTIFIED', 'TALK_HELD']}
        caption={words.talks}
        empty={{
          title: text('没有进行中的约谈', 'No talk is under way'),
          hint: text('达到约谈次数的督办件会出现在这里。', 'A notice that calls for a talk appears here by itself.'),
        }}
        shown={{ heading: text('约谈安排', 'Arrangement'), Facts: TalkFacts }}
      />
    </Page>
  )
}
