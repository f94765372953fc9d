import { TalkRecord } from '../../domain/ladder-forms.ts'
import type { Dossier, Task } from './dossier.ts'
import { type DocumentContent, type Field, fieldIf, SEAL } from './model.ts'
import { doneBefore, entriesOf, idsIn, nextOf, part, said, signedBy, timeline } from './record.ts'
import { choiceWords, dateText, limitWords, timeText } from './words.ts'

/** 约谈建议表: who proposes what and why, the course so far, the procedure check and the approval. */
export function talkProposalDocument(dossier: Dossier, task: Task): DocumentContent {
  const at = task.closedAt ?? task.openedAt
  const check = nextOf(dossier, 'checkProcedure', at, 'proposeTalk')
  const approval = nextOf(dossier, 'approveTalk', at, 'proposeTalk')
  const approved = said(approval?.outcome, 'decision') === 'APPROVE'
  const rows: Field[] = [
    { label: '督办事项', value: `${dossier.title}${dossier.number ? `（${dossier.number}）` : ''}` },
    { label: '建议约谈\n对　　象', value: principal(dossier) },
    { label: '约谈事由', value: said(task.outcome, 'facts') },
    { label: '督办经过', value: timeline(dossier, at).join('\n') },
    { label: '制度依据', value: said(task.outcome, 'basis') },
    { label: '建议约谈人', value: `指挥长、${dossier.person(said(task.outcome, 'secondLeaderId'))}` },
    { label: '提请人', value: signedBy(dossier, task) },
    { label: '程序核对', value: opinionOf(dossier, check, '程序完备。', '退回补正。') },
    {
      label: '审批意见',
      value: opinionOf(
        dossier,
        approval,
        approved
          ? `同意约谈。时间：${timeText(said(approval?.outcome, 'at'))}，地点：${said(approval?.outcome, 'place')}。`
          : '',
        '退回。',
      ),
    },
    { label: '盖　　章', value: SEAL },
  ]
  return { layout: 'FORM', issuer: null, number: null, title: '约谈建议表', blocks: [{ kind: 'fields', rows }] }
}

function opinionOf(dossier: Dossier, task: Task | undefined, passed: string, returned: string): string {
  if (task?.state !== 'DONE') return '（待审）\n（签字）'
  const verdict = said(task.outcome, 'decision') === 'RETURN' ? returned : passed
  return [verdict, said(task.outcome, 'opinion'), signedBy(dossier, task)].filter(Boolean).join('\n')
}

const principal = ({ unitName, unitId, headName }: Dossier): string =>
  `${unitName(unitId)}主要负责人${headName === null ? '' : headName}`

/** 约谈通知书 (handbook §5): what for, when, where, with whom, and what to do if one cannot come. */
export function talkNoticeDocument(
  dossier: Dossier,
  issued: { at: string; data?: unknown },
  number: string | null,
): DocumentContent {
  const approval = part(part(issued.data, 'content'), 'talk')
  const approver = doneBefore(dossier, ['approveTalk'], issued.at).at(-1)
  const proposal = doneBefore(dossier, ['proposeTalk'], issued.at).at(-1)
  const leaders = [
    dossier.person(approver?.closedBy),
    dossier.person(said(proposal?.outcome, 'secondLeaderId')),
  ].filter(Boolean)
  const before = entriesOf(dossier, 'documentIssued').findLast(
    ({ data, at }) => said(data, 'docType') === 'TALK_NOTICE' && Date.parse(at) < Date.parse(issued.at),
  )
  const firstTime = said(part(part(before?.data, 'content'), 'talk'), 'at')
  return {
    layout: 'LETTER',
    issuer: dossier.headquarters,
    number,
    title: '约谈通知书',
    blocks: [
      { kind: 'addressee', text: `${dossier.unitName(dossier.unitId)}：` },
      {
        kind: 'paragraph',
        text: `经${dossier.person(approver?.closedBy)}批准，定于${talkTime(said(approval, 'at'), issued.at)}在${said(approval, 'place')}，就“${dossier.title}”督办事项${dossier.number ? `（${dossier.number}）` : ''}对你单位主要负责同志${dossier.headName ?? ''}进行工作约谈。${firstTime ? `原定${timeText(firstTime)}的约谈改期。` : ''}`,
      },
      { kind: 'heading', text: '一、约谈事由' },
      { kind: 'paragraph', text: said(proposal?.outcome, 'facts') },
      { kind: 'heading', text: '二、约谈人' },
      { kind: 'paragraph', text: `${leaders.join('、')}。` },
      { kind: 'heading', text: '三、要求' },
      {
        kind: 'paragraph',
        text: '请本人按时到场，不得由他人代替，并携带本事项历次督办的整改情况书面材料。因故不能参加的，须于约谈前书面说明并经同意。',
      },
      { kind: 'paragraph', text: `联系人：${dossier.person(proposal?.closedBy)}。` },
      { kind: 'signature', by: dossier.headquarters, date: dateText(issued.at) },
    ],
  }
}

/** The time of a talk; left open when it has passed by the time of the notice, as after a talk that was put off. */
const talkTime = (at: string, issuedAt: string): string =>
  Date.parse(at) > Date.parse(issuedAt) ? timeText(at) : '　　年　　月　　日　　时'

/** 约谈记录 (附录 A3): as it was read and signed by all, each with their reservation. */
export function talkRecordDocument(dossier: Dossier, task: Task): DocumentContent {
  const form = task.outcome
  const leaders = idsIn(form, 'leaderIds')
  const notices = dossier.entries
    .filter(
      ({ type, data, at }) =>
        type === 'documentIssued' && said(data, 'docType') === 'SUPERVISE_FORM' && at <= (task.closedAt ?? at),
    )
    .map(({ data }) => said(data, 'documentNo'))
  const rows: Field[] = [
    { label: '时　　间', value: timeText(said(form, 'heldAt')) },
    { label: '地　　点', value: task.context.place ?? '' },
    { label: '约谈人', value: leaders.map((id) => dossier.person(id)).join('、') },
    { label: '被约谈人', value: dossier.person(said(form, 'attendeeId')) },
    { label: '到场情况', value: choiceWords(TalkRecord.shape.attendance, said(form, 'attendance')) },
    { label: '记录人', value: dossier.person(task.closedBy) },
    { label: '录音录像', value: '□是　　□否　　（已告知）' },
    { label: '事由与通\n报的事实', value: `${dossier.title}（${notices.join('、')}）\n${said(form, 'facts')}` },
    { label: '被约谈人\n陈　　述', value: said(form, 'statement') },
    { label: '约谈要求', value: said(form, 'demands') },
    { label: '承诺事项', value: said(form, 'commitments') },
    ...fieldIf('最后期限', limitWords(part(form, 'limit'))),
    ...(said(form, 'attendance') === 'PRESENT' ? signatures(dossier, task, leaders) : []),
    { label: '盖　　章', value: SEAL },
  ]
  return { layout: 'FORM', issuer: null, number: null, title: '约谈记录', blocks: [{ kind: 'fields', rows }] }
}

function signatures(dossier: Dossier, task: Task, leaders: string[]): Field[] {
  const end = dossier.tasks.find(
    ({ step, openedAt }) => step === 'holdTalk' && Date.parse(openedAt) > Date.parse(task.openedAt),
  )?.openedAt
  const mine = dossier.tasks.filter(
    ({ openedAt }) => openedAt >= (task.closedAt ?? task.openedAt) && (end === undefined || openedAt < end),
  )
  const signed = (one: Task | undefined, name: string) => {
    if (one?.state !== 'DONE') return `${name}（签字）`
    const reservation = said(one.outcome, 'reservation')
    return `${signedBy(dossier, one)}　${reservation ? `有异议，保留意见：${reservation}` : '已核对无误'}`
  }
  const byLeader = (id: string) => mine.find(({ step, closedBy }) => step === 'signAsLeader' && closedBy?.userId === id)
  return [
    { label: '约谈人\n签　字', value: leaders.map((id) => signed(byLeader(id), dossier.person(id))).join('\n') },
    {
      label: '被约谈人\n签　　字',
      value: signed(
        mine.find(({ step }) => step === 'signAsPrincipal'),
        dossier.person(said(task.outcome, 'attendeeId')),
      ),
    },
  ]
}

/** 整改承诺书 (附录 A4): what the unit committed itself to at the talk, and its plan once it is in. */
export function commitmentDocument(dossier: Dossier, task: Task): DocumentContent {
  const at = task.closedAt ?? task.openedAt
  const plan = nextOf(dossier, 'planAfterTalk', at, 'holdTalk')
  const kept = nextOf(dossier, 'keepCommitments', at, 'holdTalk')
  const unit = dossier.unitName(dossier.unitId)
  const until = kept ? `${timeText(kept.dueAt)}前` : `约谈之日起${limitWords(part(task.outcome, 'limit'))}内`
  const submitted = plan?.state === 'DONE' ? plan.outcome : null
  return {
    layout: 'LETTER',
    issuer: null,
    number: null,
    title: '整改承诺书',
    blocks: [
      { kind: 'addressee', text: `${dossier.headquarters}：` },
      {
        kind: 'paragraph',
        text: `${unit}就“${dossier.title}”督办事项${dossier.number ? `（${dossier.number}）` : ''}，于${dateText(said(task.outcome, 'heldAt'))}约谈时承诺如下：`,
      },
      { kind: 'heading', text: '一、承诺事项' },
      { kind: 'paragraph', text: said(task.outcome, 'commitments') },
      { kind: 'heading', text: '二、完成时限' },
      { kind: 'paragraph', text: `${until}完成。` },
      { kind: 'heading', text: '三、责任人' },
      { kind: 'paragraph', text: said(submitted, 'responsible') || '（随整改方案报送）' },
      { kind: 'heading', text: '四、整改方案与防反弹措施' },
      { kind: 'paragraph', text: said(submitted, 'plan') || '（约谈后按期报送）' },
      { kind: 'paragraph', text: `主要负责人（签字）：　　　　　　${SEAL}` },
      { kind: 'paragraph', text: `${unit}　　${dateText(plan?.state === 'DONE' ? (plan.closedAt ?? at) : at)}` },
    ],
  }
}
