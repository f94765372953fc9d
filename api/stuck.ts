import { type FailingChannel, failingChannels, type GivenUp, givenUpDeliveries } from '../db/deliveries.ts'
import { type OverdueTask, openCases, overdueTasks, type UndecidedCommand, undecidedCommands } from '../db/stuck.ts'
import { SEALED } from '../domain/sealed.ts'
import { assigneeText } from '../domain/sentence.ts'
import { text } from '../domain/text.ts'
import type { StuckItem } from '../domain/views.ts'
import type { App } from './context.ts'
import { type CaseTrouble, engineTroubles, hasWorker } from './engine-health.ts'

const MOST = 200

const ORGAN = text('有权机关', 'the competent organ')

const nowhere = { caseId: null, number: null, unitName: null, step: null, detail: null }

/** Everything that does not move by itself, with what to do about it. Takes a few seconds at most. */
export async function stuckItems(app: App): Promise<StuckItem[]> {
  const { db } = app
  const [overdue, undecided, open, channels, givenUp] = await Promise.all([
    overdueTasks(db, MOST),
    undecidedCommands(db, MOST),
    openCases(db, MOST),
    failingChannels(db),
    givenUpDeliveries(db, new Date()),
  ])
  const engine = await engineItems(app, open)
  return [
    ...engine,
    ...undecided.map(undecidedItem),
    ...channels.map(channelItem),
    ...givenUp.map(givenUpItem),
    ...overdue.map(overdueItem),
  ]
}

async function engineItems(app: App, open: Awaited<ReturnType<typeof openCases>>): Promise<StuckItem[]> {
  const since = new Date().toISOString()
  try {
    const [working, troubles] = await Promise.all([
      hasWorker(app.engine),
      engineTroubles(
        app.engine,
        open.map(({ id }) => id),
      ),
    ])
    const cases = new Map(open.map((row) => [row.id, row]))
    const items = troubles.map((trouble): StuckItem => {
      const row = cases.get(trouble.caseId)
      return {
        ...nowhere,
        ...told(trouble),
        kind: trouble.kind,
        caseId: trouble.caseId,
        number: row?.number ?? null,
        unitName: row?.unit_name ?? null,
        since: trouble.since ?? row?.updated_at.toISOString() ?? since,
        detail: trouble.detail,
      }
    })
    if (working) return items
    return [
      {
        ...nowhere,
        kind: 'NO_WORKER',
        since,
        text: text(
          '没有正在运行的流程执行器：所有操作只能收下、不能办理。请启动执行器（chuangwei worker）。',
          'No worker is running: acts are received but not carried out. Start one (chuangwei worker).',
        ),
      },
      ...items,
    ]
  } catch (error) {
    app.log.warn({ err: error }, 'the engine did not answer')
    return [
      {
        ...nowhere,
        kind: 'ENGINE_FAILING',
        since,
        detail: error instanceof Error ? error.message.slice(0, 300) : null,
        text: text(
          '流程引擎（Temporal）没有应答：请检查它是否在运行，恢复后收下的操作会自动办理。',
          'The engine (Temporal) does not answer: check that it runs. What was received is carried out once it is back.',
        ),
      },
    ]
  }
}

function told({ kind }: CaseTrouble): Pick<StuckItem, 'text'> {
  switch (kind) {
    case 'ENGINE_MISSING':
      return {
        text: text(
          '台账中未办结，流程引擎中却没有在运行：可能被人为终止。请系统管理员核对引擎记录，从备份恢复或重新发起。',
          'Open in the ledger, but the engine does not run it: somebody may have terminated it. Compare with the engine, restore it from backup or launch it again.',
        ),
      }
    case 'ENGINE_FAILING':
      return {
        text: text(
          '流程执行反复出错，停在原处不会继续。请系统管理员查看执行器日志，修复后自动继续。',
          "Its workflow keeps failing and stays where it is. Look at the worker's log; it goes on by itself once that is fixed.",
        ),
      }
    case 'RETRYING':
      return {
        text: text(
          '后台动作多次重试仍未成功，通常是数据库或网络故障。请检查后台服务，恢复后自动继续。',
          'A background action has been retried several times, usually for want of the database or network. It goes on by itself once that is back.',
        ),
      }
  }
}

function undecidedItem(row: UndecidedCommand): StuckItem {
  return {
    kind: 'UNDECIDED',
    caseId: row.case_id,
    number: row.number,
    unitName: row.unit_name,
    step: row.sealed ? SEALED : row.title,
    since: row.received_at.toISOString(),
    text: text(
      '操作已收到（按收到时间计算），尚未办理。系统会自动重试；持续不动请检查流程引擎和执行器。',
      'Received (and counted from then), not decided yet. It is sent again by itself; if it does not move, check the engine and its workers.',
    ),
    detail: row.last_error === null ? null : `${row.act}，已重试 ${row.tries} 次：${row.last_error}`,
  }
}

function overdueItem(row: OverdueTask): StuckItem {
  const who = row.sealed ? ORGAN : assigneeText(row.roles, row.assigned_unit_name, row.person_name)
  const step = row.sealed ? SEALED : row.title
  return {
    kind: 'OVERDUE',
    caseId: row.case_id,
    number: row.number,
    unitName: row.unit_name,
    step,
    since: row.due_at.toISOString(),
    text: text(
      `等待${who.zh}${row.sealed ? '办理' : step.zh}，已超期。请电话催办。`,
      `Waiting for ${who.en}: ${step.en}, overdue. Call them.`,
    ),
    detail: null,
  }
}

function channelItem({ channel, waiting, since, last_error: detail }: FailingChannel): StuckItem {
  const name = channel === 'EMAIL' ? text('邮件', 'Mail') : text('外部推送', 'The webhook')
  return {
    ...nowhere,
    kind: 'CHANNEL_FAILING',
    since: since.toISOString(),
    text: text(
      `${name.zh}已连续一小时以上发送失败，${waiting}条消息等待重发。请检查${channel === 'EMAIL' ? '邮件服务器设置（CHUANGWEI_SMTP_URL）' : '接收地址（CHUANGWEI_WEBHOOK_URL）'}，恢复后自动补发。`,
      `${name.en} has been failing for over an hour; ${waiting} message(s) wait. Check ${channel === 'EMAIL' ? 'the mail server (CHUANGWEI_SMTP_URL)' : 'the receiver (CHUANGWEI_WEBHOOK_URL)'}; they go out by themselves once it works.`,
    ),
    detail,
  }
}

function givenUpItem({ channel, count, since, last_error: detail, people }: GivenUp): StuckItem {
  const name = channel === 'EMAIL' ? text('邮件', 'Mail') : text('外部推送', 'The webhook')
  const more = people.length < 10 ? text('', '') : text('等', ' and others')
  return {
    ...nowhere,
    kind: 'GIVEN_UP',
    since: since.toISOString(),
    text: text(
      `${name.zh}有${count}条消息发送七天仍未成功，已不再重发（${people.join('、')}${more.zh}）。请核对收件设置，并提醒有关人员到系统内查看消息。`,
      `${name.en}: ${count} message(s) failed for seven days and are not tried again (${people.join(', ')}${more.en}). Check the addresses and ask them to read their messages here.`,
    ),
    detail,
  }
}
