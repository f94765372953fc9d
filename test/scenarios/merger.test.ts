import { expect, test } from 'vitest'
import { aReport, aVisit, director, inspector } from './cast.ts'
import { aNotice, launch, refusalOf, signIn } from './rig.ts'

/** Units are renamed and merged: what is open goes on with the new unit, what is closed keeps the old one's name. */
const administrator = await signIn('admin')
const second = await signIn('zhuomingcha')
const [head, liaison, heir] = await Promise.all([signIn('t11head'), signIn('t11liaison'), signIn('t12head')])

async function delivered() {
  const c = await launch(inspector, await aNotice(inspector, { unitId: 'T11' }))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  await c.until('rectify')
  return c
}

test('open cases go on with the unit that took over, closed ones keep theirs, each on record', async () => {
  const units = async () => administrator.api.unit.list.query()
  const old = (await units()).find(({ id }) => id === 'T11')
  const closed = await delivered()
  await closed.submit(head, 'rectify', await aReport(closed, head))
  const pass = async (c: typeof closed) => {
    await c.submit(inspector, 'reinspect', await aVisit(c, { result: 'PASS' }))
    await c.submit(second, 'countersign', { decision: 'AGREE', opinion: '' })
  }
  await pass(closed)
  const open = await delivered()
  const { dueAt } = await open.until('rectify')

  const named = { unitId: 'T11', name: '新镇人民政府', shortName: '新镇', reason: '县政府批复更名' }
  await administrator.api.unit.rename.mutate(named)
  expect((await open.view()).unit).toMatchObject({ id: 'T11', name: '新镇人民政府' })

  const into = (await units()).find(({ id }) => id === 'T12')?.name ?? ''
  const merger = { from: 'T11', into: 'T12', reason: '机构改革，撤并乡镇' }
  expect(await refusalOf(administrator.api.unit.merge.mutate({ ...merger, from: 'OFFICE' }))).toMatchObject({
    code: 'UNIT_STAYS',
  })
  expect(await administrator.api.unit.merge.mutate(merger)).toEqual({ moved: 2, failed: 0, pending: 0 })
  // Asked again, it finds nothing left to do.
  expect(await administrator.api.unit.merge.mutate(merger)).toEqual({ moved: 0, failed: 0, pending: 0 })

  const seen = await open.view()
  expect(seen.unit).toMatchObject({ id: 'T12', name: into })
  expect(seen).toMatchObject({ failedRounds: 0, outcome: null })
  expect(seen.ledger.find(({ type }) => type === 'unitMerged')).toMatchObject({
    who: '创卫办 安可行',
    summary: { zh: `新镇人民政府并入${into}，由后者继续办理，不计次数：机构改革，撤并乡镇` },
  })
  const passed = await closed.view()
  expect(passed.unit).toMatchObject({ id: 'T11', name: `新镇人民政府（已并入${into}）` })
  expect(passed.outcome).toBe('PASSED')

  // The step and its due date stand; the new unit's head does it, and reads what the old unit closed.
  expect(await open.untilFor(heir, 'rectify')).toMatchObject({ mine: true, dueAt })
  await open.submit(heir, 'rectify', await aReport(open, heir))
  await pass(open)
  expect(await open.view()).toMatchObject({ outcome: 'PASSED', unit: { id: 'T12' } })
  expect((await closed.view(heir)).unit.id).toBe('T11')

  // What was closed before and is opened again goes on with the unit that took over.
  await closed.correct(director, null, 'reopen', { reason: '群众反映再次堆放' })
  await closed.submit(inspector, 'nextRound', {
    requirement: '三个工作日内全部清运完毕并落实保洁。',
    legalBasis: '《督查督办制度》第六条',
    limit: { unit: 'WD', value: 3 },
    consequence: '如再次未落实，依据《督查督办制度》第八条提请约谈你单位主要负责同志。',
  })
  await closed.submit(await signIn('xuqinghe'), 'signOff', { decision: 'APPROVE', opinion: '' })
  await closed.submit(heir, 'receipt', { note: '' })
  expect((await closed.view()).unit).toMatchObject({ id: 'T12', name: into })

  expect(await refusalOf(launch(inspector, await aNotice(inspector, { unitId: 'T11' })))).toMatchObject({
    code: 'UNIT_MERGED',
  })
  expect(old).toMatchObject({ mergedInto: null, subject: true })
  const { items } = await administrator.api.administration.log.query({})
  expect(items.slice(0, 2)).toMatchObject([
    { act: 'unitMerged', after: { into } },
    { act: 'unitRenamed', before: { name: old?.name }, after: { name: '新镇人民政府' } },
  ])
})
