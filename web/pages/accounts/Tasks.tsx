import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input, Select } from 'antd'
import { useId, useState } from 'react'
import type { HandoverResult, HandoverView, HeldTaskView } from '../../../domain/handover-views.ts'
import { roles } from '../../../domain/people.ts'
import { type Text, text } from '../../../domain/text.ts'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow } from '../../components/form/FieldRow.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { errorsAt, failureText, refusalOf } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { queryClient, trpc } from '../../trpc.ts'
import type { User } from './account.ts'

/** Moves the open tasks of somebody who is away or leaves: seen first, each given to somebody, then one by one. */
export function Tasks({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useText()
  const { data, error, refetch } = useQuery(
    trpc.handOver.preview.queryOptions({ userId: user.userId }, { staleTime: 0 }),
  )
  return (
    <Drawer open size={720} title={t(text(`移交${user.name}的任务`, `Tasks of ${user.name}`))} onClose={onClose}>
      {!data ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading rows={5} />
        )
      ) : data.tasks.length === 0 ? (
        <Empty
          title={text('没有需要移交的任务', 'Nothing to hand over')}
          hint={text(
            '没有指定由其办理的任务，也没有只有其一人能办的任务。',
            'No task is named to them, and none that only they could do.',
          )}
        />
      ) : (
        <Moving held={data} />
      )}
    </Drawer>
  )
}

function Moving({ held }: { held: HandoverView }) {
  const t = useText()
  const id = useId()
  const named = held.tasks.filter(({ why }) => why === 'NAMED')
  const alone = held.tasks.filter(({ why }) => why === 'NOBODY')
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  // Sent again after a lost answer, a move is the same command.
  const [commands] = useState(() => new Map<string, string>())
  const commandOf = (taskId: string, toUserId: string) => {
    const key = `${taskId} ${toUserId}`
    const id = commands.get(key) ?? newId()
    commands.set(key, id)
    return id
  }
  const [told, setTold] = useState<Record<string, HandoverResult>>({})
  const move = useMutation(
    trpc.handOver.move.mutationOptions({
      onSuccess: (results) => {
        setTold((before) => ({ ...before, ...Object.fromEntries(results.map((result) => [result.taskId, result])) }))
        void queryClient.invalidateQueries({ queryKey: trpc.administration.pathKey() })
      },
      onSettled: () => setAsking(false),
    }),
  )
  const isDone = ({ taskId }: HeldTaskView) => told[taskId] !== undefined && told[taskId].state !== 'REFUSED'
  // The substitute, or whoever alone could; otherwise somebody is chosen.
  const toOf = (task: HeldTaskView) =>
    chosen[task.taskId] ??
    task.candidates.find(({ substitute }) => substitute)?.userId ??
    (task.candidates.length === 1 ? task.candidates[0]?.userId : undefined)
  const moves = named.flatMap((task) => {
    const toUserId = toOf(task)
    return toUserId === undefined || isDone(task)
      ? []
      : [{ commandId: commandOf(task.taskId, toUserId), taskId: task.taskId, toUserId }]
  })
  const nameOf = ({ userId }: { userId: string }) =>
    named.flatMap(({ candidates }) => candidates).find((one) => one.userId === userId)?.name ?? ''
  return (
    <>
      {named.length > 0 && (
        <ul className="account-tasks">
          {named.map((task) => (
            <li key={task.taskId} className="account-task">
              <TaskFacts task={task} />
              <Select
                aria-label={t(text(`${task.title.zh}移交给`, `${task.title.en}: to`))}
                value={toOf(task)}
                disabled={isDone(task)}
                placeholder={t(text('移交给', 'Hand over to'))}
                notFoundContent={t(text('没有其他人能办这一步', 'Nobody else may do this step'))}
                options={task.candidates.map(({ userId, name, substitute }) => ({
                  value: userId,
                  label: substitute ? t(text(`${name}（代理人）`, `${name} (substitute)`)) : name,
                }))}
                onChange={(userId: string) => setChosen({ ...chosen, [task.taskId]: userId })}
              />
              {told[task.taskId] && <Told result={told[task.taskId]} />}
            </li>
          ))}
        </ul>
      )}
      {alone.length > 0 && (
        <>
          <ErrorNote
            tone="warning"
            note={text(
              `以下${alone.length}件只有${held.person.name}一人能办，请先在账号中为其他同志设相应职责。`,
              `Only ${held.person.name} can do these ${alone.length}: give somebody else the role first.`,
            )}
          />
          <ul className="account-tasks">
            {alone.map((task) => (
              <li key={task.taskId} className="account-task">
                <TaskFacts task={task} />
                <span>{task.roles.map((role) => t(roles[role])).join(t(text('或', ' or ')))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {named.some((task) => !isDone(task)) && (
        <div className="zod-form">
          <FieldRow
            id={`${id}-reason`}
            spec={{ label: text('移交理由', 'Why'), required: true }}
            errors={errorsAt(refusalOf(move.error)?.fields ?? [], 'reason')}
          >
            <Input
              id={`${id}-reason`}
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          </FieldRow>
          {move.error && <ErrorNote note={failureText(move.error)} />}
          <div className="form-actions">
            <Button
              type="primary"
              size="large"
              disabled={moves.length === 0 || reason.trim().length < 4}
              loading={move.isPending}
              onClick={() => setAsking(true)}
            >
              {t(text(`移交${moves.length}件`, `Hand over ${moves.length}`))}
            </Button>
          </div>
        </div>
      )}
      <Confirm
        open={asking}
        title={text(`移交${moves.length}件任务？`, `Hand over ${moves.length} task(s)?`)}
        causes={text(
          `交给${[...new Set(moves.map(({ toUserId }) => nameOf({ userId: toUserId })))].join('、')}；期限不变，逐件记入案卷，${held.person.name}不再办理。`,
          `The due dates stay; each is recorded in its case, and ${held.person.name} no longer acts on them.`,
        )}
        action={text('移交', 'Hand over')}
        busy={move.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => move.mutate({ userId: held.person.userId, reason, moves })}
      />
    </>
  )
}

function TaskFacts({ task }: { task: HeldTaskView }) {
  const t = useText()
  const times = useTimes()
  return (
    <div>
      <strong>{t(task.title)}</strong>
      <p className="account-task-facts">
        {task.number ?? task.caseId} {task.caseTitle} · {t(text('期限', 'due'))} {times.dayClock(task.dueAt)}
      </p>
    </div>
  )
}

function Told({ result }: { result: HandoverResult | undefined }) {
  const t = useText()
  if (!result) return null
  const applied: Text = text('已移交', 'Handed over')
  return (
    <output className={`account-task-told ${result.state === 'REFUSED' ? 'refused' : ''}`}>
      {t(result.state === 'APPLIED' ? applied : (result.text ?? applied))}
    </output>
  )
}
