import { expect, test, vi } from 'vitest'
import { aNotice, launch, type Person, signIn } from './rig.ts'

/** What a person has been told of a case so far, oldest first; time flies, and yellow may be over before it is told. */
async function toldOf(person: Person, caseId: string): Promise<string[]> {
  const { items } = await person.api.notification.list.query({ limit: 100 })
  const kinds = items.filter((item) => item.caseId === caseId).map((item) => item.kind)
  return kinds.filter((kind) => kind !== 'TASK_YELLOW').reverse()
}

test('told of: those whom a notice waits for learn of it by themselves', async () => {
  const [drafter, director, head] = (await Promise.all(
    ['taoxingyuan', 'weichangfeng', 'jiatongshang'].map(signIn),
  )) as [Person, Person, Person]
  const notice = await aNotice(drafter)
  const played = await launch(drafter, notice)
  const told = async (person: Person, kinds: string[]) =>
    vi.waitFor(async () => expect(await toldOf(person, played.caseId)).toEqual(kinds), {
      timeout: 15_000,
      interval: 250,
    })

  await told(director, ['TASK_OPENED'])
  await played.submit(director, 'signOff', { decision: 'RETURN', opinion: '请补充事实' })
  await told(drafter, ['RETURNED', 'TASK_OPENED'])
  await played.submit(drafter, 'redraft', notice)
  await told(director, ['TASK_OPENED', 'TASK_OPENED'])
  await played.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await told(head, ['TASK_OPENED'])
  await played.correct(drafter, 'receipt', 'remind', { note: '请尽快签收' })
  await told(head, ['TASK_OPENED', 'REMINDED'])
  const { dueAt } = await played.until('receipt')
  await played.skipTo(dueAt)
  await told(head, ['TASK_OPENED', 'REMINDED', 'TASK_RED'])
  await told(director, ['TASK_OPENED', 'TASK_OPENED', 'TASK_RED'])
  await played.correct(drafter, null, 'withdraw', { reason: '重复发起，予以撤回' })
  await told(head, ['TASK_OPENED', 'REMINDED', 'TASK_RED', 'CASE_CLOSED'])
})
