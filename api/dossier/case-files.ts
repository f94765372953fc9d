import { readTasks } from '../../db/case-reads.ts'
import { chainOf, evidenceOfCase } from '../../db/dossier.ts'
import { readKeptHistories, type RunHistory } from '../../db/kept-history.ts'
import type { Reach } from '../../db/reach.ts'
import { mayHaveDocument } from '../../domain/personal.ts'
import type { Actor } from '../../domain/people.ts'
import { caseView } from '../case-view.ts'
import type { App } from '../context.ts'
import { compose } from '../documents/compose.ts'
import { docxOf } from '../documents/docx.ts'
import { readDossier } from '../documents/dossier.ts'
import { loadPhotos } from '../documents/photos.ts'
import { readWhole } from '../evidence/files.ts'

/** A file of a dossier; `missing` says why one that belongs there is not. */
export type DossierFile = { name: string; bytes: Buffer } | { name: string; missing: string }

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
const safe = (name: string): string => name.replace(/[/\\:*?"<>|]/g, '-')
const NO_HISTORY = '流程引擎没有应答或已不存该案历史，归档中也没有；请稍后再导出'
const NOT_WHOLE = '该案含读者无权查看的内容，原始留痕和历史不导出'

/**
 * The files of one case as somebody may have them: how it stands, its chained record, its documents, the photos as
 * they were uploaded, its history. Raw record and history tell everything, so who may not see all of the case does
 * not get them.
 */
export async function* caseFiles(app: App, caseId: string, actor: Actor, reach: Reach): AsyncGenerator<DossierFile> {
  const { db, config } = app
  const view = await caseView(app, caseId, actor, reach)
  const folder = `${safe(view.number ?? caseId)}/`
  yield { name: `${folder}case.json`, bytes: json(view) }

  const all = await readTasks(db, caseId)
  const isWhole =
    all.length === view.tasks.length &&
    !view.tasks.some(({ withheld }) => withheld) &&
    !view.ledger.some(({ hash }) => hash === '')
  const ledger = `${folder}ledger.json`
  yield isWhole ? { name: ledger, bytes: json(await chainOf(db, caseId)) } : { name: ledger, missing: NOT_WHOLE }

  const dossier = await readDossier(db, caseId, reach)
  for (const document of dossier?.documents ?? []) {
    if (!dossier || !mayHaveDocument(document.kind, actor, dossier.unitId)) continue
    const content = compose(dossier, document)
    if (!content) continue
    const photos = await loadPhotos(config.dataDir, dossier.photos, content)
    yield {
      name: `${folder}documents/${safe(`${document.key} ${document.title.zh} ${document.number ?? ''}`.trim())}.docx`,
      bytes: await docxOf(content, photos),
    }
  }

  for (const photo of await evidenceOfCase(db, caseId, Object.keys(view.evidence))) {
    const name = `${folder}photos/${photo.sha256}.${extension(photo.mime)}`
    const bytes = await readWhole(config.dataDir, photo.originalKey)
    yield bytes ? { name, bytes } : { name, missing: '照片原件缺失或与登记的校验值不符' }
  }

  const history = `${folder}history.json`
  if (!isWhole) yield { name: history, missing: NOT_WHOLE }
  else {
    // An engine that does not answer must not cost the reader the rest of the dossier.
    const running = await app.engine.histories(caseId).catch((error: unknown): RunHistory[] => {
      app.log.warn({ err: error, case: caseId }, 'its history is not in the export')
      return []
    })
    const kept = await readKeptHistories(db, config.dataDir, caseId)
    const all = [...kept.filter(({ runId }) => !running.some((run) => run.runId === runId)), ...running]
    const last = all.pop()
    for (const [at, { said }] of all.entries())
      yield { name: `${folder}history-${at + 1}.json`, bytes: Buffer.from(said) }
    yield last ? { name: history, bytes: Buffer.from(last.said) } : { name: history, missing: NO_HISTORY }
  }
}

const extension = (mime: string): string => mime.replace('image/', '').replace('jpeg', 'jpg')
