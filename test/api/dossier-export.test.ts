import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { GENESIS } from '../../db/ledger.ts'
import { entriesIn } from '../data/unzip.ts'
import { aCase, aUnit } from './builders.ts'
import { type Api, startApi } from './harness.ts'

/** The dossier as it is handed out: whole, checkable elsewhere, and only as far as its reader sees. */

let api: Api
beforeAll(async () => {
  api = await startApi()
  for (const id of ['D1', 'D4']) await aUnit(api.db, id, { name: `县${id}局` })
})

type Someone = Awaited<ReturnType<Api['someone']>>
const exported = async (who: Someone, caseId: string) => {
  const answer = await fetch(`${api.url}/api/cases/${caseId}/dossier.zip`, {
    headers: { authorization: `Bearer ${who.token}` },
  })
  return { status: answer.status, files: answer.ok ? entriesIn(Buffer.from(await answer.arrayBuffer())) : new Map() }
}

type Manifest = {
  cases: string[]
  files: { name: string; sha256: string; bytes: number }[]
  missing: { name: string; why: string }[]
}

test('every file is listed with its hash, and what is missing with the reason', async () => {
  const auditor = await api.someone(['AUDITOR'], 'D4')
  const { caseId } = await aCase(api.db, 'D1')
  const { status, files } = await exported(auditor, caseId)
  expect(status).toBe(200)
  const manifest = JSON.parse(files.get('MANIFEST.json') ?? '') as Manifest
  expect(manifest.cases).toEqual([caseId])
  for (const { name, sha256, bytes } of manifest.files) {
    const said = files.get(name) ?? ''
    expect([name, createHash('sha256').update(said).digest('hex')]).toEqual([name, sha256])
    expect(Buffer.byteLength(said)).toBe(bytes)
  }
  const ledgerName = manifest.files.find(({ name }) => name.endsWith('ledger.json'))?.name ?? ''
  let before = GENESIS
  for (const { canonical, prevHash, hash } of JSON.parse(files.get(ledgerName) ?? '[]') as Record<string, string>[]) {
    expect(prevHash).toBe(before)
    expect(createHash('sha256').update(`${prevHash}\n${canonical}`).digest('hex')).toBe(hash)
    before = hash ?? ''
  }
  expect(files.get('核验说明 HOW TO VERIFY.txt')).toContain(GENESIS)
})

test('what is sealed in a case leaves out its raw record and history for whoever may not see it', async () => {
  const auditor = await api.someone(['AUDITOR'], 'D4')
  const officer = await api.someone(['DISCIPLINE_OFFICER'], 'D4')
  const director = await api.someone(['OFFICE_DIRECTOR'], 'OFFICE')
  const { caseId } = await aCase(api.db, 'D1', {
    step: 'organDecision',
    form: 'organDecision.v1',
    roles: ['DISCIPLINE_OFFICER'],
    unitId: null,
  })
  await api.db.updateTable('task').set({ sealed: true }).where('case_id', '=', caseId).execute()
  expect((await exported(director, caseId)).status).toBe(403)
  const { files } = await exported(auditor, caseId)
  const { missing } = JSON.parse(files.get('MANIFEST.json') ?? '') as Manifest
  expect(new Set(missing.map(({ name }) => name.split('/').at(-1)))).toEqual(new Set(['history.json', 'ledger.json']))
  expect((await exported(officer, caseId)).status).toBe(200)
  const reads = await api.db.selectFrom('sealed_read').select('person_id').where('case_id', '=', caseId).execute()
  expect(reads.map(({ person_id }) => person_id)).toContain(officer.userId)
})

test('a sealed kind of case is there for nobody but those for whom something in it is', async () => {
  const officer = await api.someone(['DISCIPLINE_OFFICER'], 'D4')
  const others = await Promise.all([
    api.someone(['COMMANDER'], 'OFFICE'),
    api.someone(['OFFICE_DIRECTOR'], 'OFFICE'),
    api.someone(['AUDITOR'], 'D4'),
    api.someone(['UNIT_HEAD'], 'D1'),
    api.someone(['ORG_OFFICER'], 'D4'),
  ])
  const { caseId } = await aCase(api.db, 'D1', {
    step: 'sanctionRecord',
    form: 'sanctionRecord.v1',
    roles: ['DISCIPLINE_OFFICER'],
    unitId: null,
  })
  await api.db.updateTable('cases').set({ kind: 'discipline' }).where('id', '=', caseId).execute()
  const sees = async (who: Someone) => {
    const list = await who.api.case.list.query({ kind: 'discipline' })
    const got = await who.api.case.get.query({ caseId }).then(
      () => true,
      () => false,
    )
    return [got, list.total > 0]
  }
  expect(await sees(officer)).toEqual([true, true])
  for (const who of others) expect(await sees(who)).toEqual([false, false])
})
