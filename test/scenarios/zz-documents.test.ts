import { expect, inject, test } from 'vitest'
import { documentsOf } from '../../domain/document-list.ts'
import { aNotice, launch, signIn } from './rig.ts'
test('documents of a case that the engine runs', async () => {
  const [inspector, director, liaison] = await Promise.all([signIn('taoxingyuan'), signIn('weichangfeng'), signIn('zhulianfang')])
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  await c.until('rectify')
  const view = await c.view(liaison)
  const found = documentsOf(view, view.tasks, view.ledger)
  console.log(JSON.stringify(found))
  for (const { key } of found) {
    const r = await fetch(`${inject('stack').api}/api/cases/${c.caseId}/documents/${key}.docx?format=html`, { headers: { authorization: `Bearer ${liaison.token}` } })
    const b = await r.text()
    expect([key, r.status]).toEqual([key, 200])
    console.log(b.replace(/<style>.*?<\/style>/gs, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '))
  }
  expect(found.map(({ key }) => key)).toEqual(['notice-1', 'receipt-1'])
})
