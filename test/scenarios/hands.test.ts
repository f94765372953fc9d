import { expect, test } from 'vitest'
import { aNotice, launch, refusalOf, signIn } from './rig.ts'

/** Other hands on an open step: delegated and handed back, passed on, helped with; each by the rules and on record. */
const [inspector, director, head, liaison, helper, stranger] = await Promise.all([
  signIn('taoxingyuan'),
  signIn('weichangfeng'),
  signIn('jiatongshang'),
  signIn('zhulianfang'),
  signIn('tonghuaijie'),
  signIn('dingzhucheng'),
])

test('other hands: a delegate hands back, a helper reports, and the head answers for it all', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  const { taskId } = await c.until('rectify')
  const inInbox = async (who: typeof head) =>
    (await who.api.inbox.list.query({ limit: 100 })).items.find((item) => item.taskId === taskId)

  const unfit = await refusalOf(
    c.correct(head, 'rectify', 'delegate', { userId: helper.me.userId, reason: '现场核对' }),
  )
  expect(unfit).toMatchObject({ code: 'PERSON_UNFIT', text: { zh: expect.stringContaining('佟怀洁') } })
  const notHead = c.correct(head, 'rectify', 'transfer', { userId: liaison.me.userId, reason: '工作调整' })
  expect((await refusalOf(notHead)).code).toBe('PERSON_UNFIT')

  await c.correct(head, 'rectify', 'delegate', { userId: liaison.me.userId, reason: '现场核对' })
  expect(await inInbox(liaison)).toMatchObject({ mine: false, reason: { zh: expect.stringContaining('委派') } })
  await c.correct(liaison, 'rectify', 'returnDelegation', { note: '已核对，清运两车' })
  expect(await inInbox(liaison)).toBeUndefined()

  const itself = c.correct(head, 'rectify', 'addCoHandler', { unitId: 'D25', reason: '协助清运' })
  expect((await refusalOf(itself)).code).toBe('CO_HANDLER_IS_LEAD')
  await c.correct(head, 'rectify', 'addCoHandler', { unitId: 'D21', reason: '协助清运' })
  expect(await inInbox(helper)).toMatchObject({ mine: false, reason: { zh: expect.stringContaining('协办') } })
  await c.correct(helper, 'rectify', 'contribute', { note: '已出车两台、六人' })
  expect((await refusalOf(c.correct(stranger, 'rectify', 'contribute', { note: '与我无关' }))).code).toBe('NOT_FOUND')
  await c.correct(director, 'rectify', 'remind', { note: '请按期反馈' })

  const seen = await c.view(helper)
  expect(seen.tasks.find((task) => task.taskId === taskId)).toMatchObject({
    corrections: [{ act: 'contribute' }],
    facts: { delegate: null, coUnits: ['D21'], coUnitNames: [expect.stringContaining('县')], reminders: 1 },
  })
  expect(seen.counting).toMatchObject({ threshold: 2, failed: 0, per: 'CASE' })
  expect(seen.ledger.filter(({ type }) => type === 'taskChanged').map(({ summary }) => summary.zh)).toEqual([
    expect.stringContaining('委派他人代办'),
    expect.stringContaining('办完交回'),
    expect.stringContaining('增加协办单位'),
    expect.stringContaining('报送协办情况，已出车两台、六人'),
    expect.stringContaining('催办'),
  ])
})
