import Fastify from 'fastify'
import { afterAll } from 'vitest'
import { documentRoutes } from '../../api/documents.ts'
import { evidenceRoutes } from '../../api/evidence.ts'
import { connect } from '../../db/connect.ts'
import { findPerson } from '../../db/people.ts'
import { importSampleCounty } from '../../db/sample.ts'
import type { Photo } from '../../domain/fields.ts'
import type { Actor } from '../../domain/people.ts'
import { startDatabase } from './database.ts'
import { playCorrections, playLadder } from './document-cases.ts'
import { aJpeg } from './photos.ts'
import { entriesIn } from './unzip.ts'

export const LADDER = 'DB-2026-0001'
export const CLOSED = 'DB-2026-0002'
/** What somebody could type into any field. */
export const HOSTILE = '<w:p>&amp;]]>"\'</w:t>\u0001\uFFFE县监委曾决定 给予警告处分'

/** The documents of two played cases over HTTP; the header `x-user` names who is signed in. */
export async function startDocuments() {
  const { url, dataDir } = await startDatabase()
  await importSampleCounty(url)
  const { db, close } = connect(url)
  const app = Fastify()
  const authenticate = async (request: { headers: Record<string, unknown> }) =>
    (await findPerson(db, { username: String(request.headers['x-user']) }))?.actor ?? null
  await evidenceRoutes(app, { db, dataDir, authenticate })
  await documentRoutes(app, { db, dataDir, authenticate })
  afterAll(async () => {
    await app.close()
    await close()
  })

  const actor = async (username: string): Promise<Actor> => {
    const person = await findPerson(db, { username })
    if (!person) throw new Error(`${username} is not in the sample`)
    return person.actor
  }
  const cast = {
    inspector: await actor('taoxingyuan'),
    second: await actor('zhuomingcha'),
    director: await actor('weichangfeng'),
    deputy: await actor('xuqinghe'),
    commander: await actor('qinwangshu'),
    dispatcher: await actor('jianzhiqiu'),
    head: await actor('jiatongshang'),
    liaison: await actor('zhulianfang'),
    lawyer: { userId: 'lawyer', name: '法明', roles: ['LEGAL_REVIEWER'], unitId: 'D01' },
    organ: { userId: 'organ', name: '组严', roles: ['ORG_OFFICER'], unitId: 'D02' },
  } satisfies Record<string, Actor>
  const upload = async (): Promise<Photo> => {
    const headers = { 'x-user': 'taoxingyuan', 'content-type': 'image/jpeg', 'x-file-name': 'a.jpg' }
    const payload = await aJpeg(64, 48)
    const { id, sha256 } = (await app.inject({ method: 'POST', url: '/api/evidence', headers, payload })).json<Photo>()
    return { id, sha256 }
  }
  const photos = [await upload(), await upload(), await upload(), await upload()]
  await playLadder(db, LADDER, cast, photos.slice(0, 2), HOSTILE)
  await playCorrections(db, CLOSED, cast, photos)

  const get = (path: string, as = 'taoxingyuan') => app.inject({ url: path, headers: { 'x-user': as } })
  const pathOf = (caseId: string, key: string) => `/api/cases/${caseId}/documents/${key}.docx`
  return {
    get,
    pathOf,
    html: (caseId: string, key: string) => get(`${pathOf(caseId, key)}?format=html`),
    /** A document's files and headers. Throws when it is refused. */
    async docx(caseId: string, key: string) {
      const response = await get(pathOf(caseId, key))
      if (response.statusCode !== 200) throw new Error(`${key}: ${response.statusCode} ${response.body}`)
      const files = entriesIn(response.rawPayload)
      return { headers: response.headers, files, xml: files.get('word/document.xml') ?? '' }
    },
  }
}
