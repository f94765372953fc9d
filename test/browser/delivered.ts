import { randomUUID } from 'node:crypto'
import { createTRPCClient, httpLink } from '@trpc/client'
import type { AppRouter } from '../../api/router.ts'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import type { Photo } from '../../domain/fields.ts'
import { photo } from './people.ts'

const address = (path: string) => `${process.env.CHUANGWEI_TEST_URL}${path}`

async function signedIn(username: string) {
  const anonymous = createTRPCClient<AppRouter>({ links: [httpLink({ url: address('/api/trpc') })] })
  const { token } = await anonymous.session.create.mutate({ username, password: SAMPLE_PASSWORD })
  const headers = { authorization: `Bearer ${token}` }
  return { headers, api: createTRPCClient<AppRouter>({ links: [httpLink({ url: address('/api/trpc'), headers })] }) }
}

/** A notice to the commerce bureau, written, signed and signed for through the API: the unit is to rectify. Returns its case id. */
export async function deliveredNotice(title: string): Promise<string> {
  const inspector = await signedIn('taoxingyuan')
  const { buffer } = await photo('现场.jpg')
  const stored = await fetch(address('/api/evidence'), {
    method: 'POST',
    headers: { ...inspector.headers, 'content-type': 'image/jpeg', 'x-file-name': encodeURIComponent('现场.jpg') },
    body: new Uint8Array(buffer),
  })
  const { id, sha256 } = (await stored.json()) as Photo
  const { caseId } = await inspector.api.notice.launch.mutate({
    commandId: randomUUID(),
    notice: {
      title,
      unitId: 'D25',
      place: '望溪农贸市场后巷',
      facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味，周边商户反映强烈。',
      photos: [{ id, sha256 }],
      requirement: '全部清运干净，地面冲洗，落实专人保洁，防止反弹。',
      legalBasis: '《国家卫生城市标准》市容环境卫生部分',
      urgency: 'NORMAL',
      limit: { unit: 'WD', value: 5 },
    },
  })
  await answer('weichangfeng', caseId, 'signOff', { decision: 'APPROVE', opinion: '' })
  await answer('zhulianfang', caseId, 'receipt', { note: '' })
  return caseId
}

async function answer(username: string, caseId: string, step: string, form: unknown): Promise<void> {
  const { api } = await signedIn(username)
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 150))) {
    const { tasks } = await api.case.get.query({ caseId })
    const task = tasks.find((candidate) => candidate.step === step && candidate.mine)
    if (!task) continue
    await api.task.act.mutate({ commandId: randomUUID(), caseId, taskId: task.taskId, act: 'submit', form })
    return
  }
  throw new Error(`${caseId} never came to ${step}`)
}
