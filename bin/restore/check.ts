import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { connect } from '../../db/connect.ts'
import { missingHeads, undecidedCount, unrecordedCommands } from '../../db/verify-commands.ts'
import { verifyEvidence } from '../../db/verify-evidence.ts'
import { verifyHistories } from '../../db/verify-histories.ts'
import { verifyLedger } from '../../db/verify.ts'
import type { RestoreFinding } from '../../domain/backups.ts'
import { compareWithEngine } from '../agreement.ts'
import { type Backup, Head, HEADS } from '../backup/manifest.ts'
import type { Parts } from '../settings.ts'

/**
 * Checks what was restored: the ledger's chains, that they contain what they contained when the backup was made,
 * that every act that counts as applied is in them, photos and histories by their checksums, and that engine and
 * read model tell the same of every open case. A worker must be running.
 */
export async function checkRestored(
  parts: Parts,
  { namespace, dataDir, backup }: { namespace: string; dataDir: string; backup: Backup },
): Promise<RestoreFinding> {
  const faults: string[] = []
  const ledger = await verifyLedger(parts.databaseUrl)
  if (ledger.broken)
    faults.push(`台账：事项 ${ledger.broken.caseId} 第 ${ledger.broken.seq} 条，${ledger.broken.reason.zh}`)
  const { db, close } = connect(parts.databaseUrl, { max: 1, name: 'chuangwei-verify' })
  let undecided = 0
  try {
    const heads = z.array(Head).parse(JSON.parse(gunzipSync(readFileSync(join(backup.folder, HEADS))).toString('utf8')))
    for (const caseId of await missingHeads(db, heads))
      faults.push(`台账：事项 ${caseId} 缺少备份时已有的记录 (entries known to the backup are missing)`)
    for (const { id, caseId } of await unrecordedCommands(db))
      faults.push(`操作 ${id}（事项 ${caseId}）已告知办结，台账中没有 (acknowledged, not in the ledger)`)
    undecided = await undecidedCount(db)
  } finally {
    await close()
  }
  const evidence = await verifyEvidence(parts.databaseUrl, dataDir)
  for (const { key, reason } of evidence.broken) faults.push(`照片 ${key}：${reason.zh}`)
  const histories = await verifyHistories(parts.databaseUrl, dataDir)
  for (const { key, reason } of histories.broken) faults.push(`流程历史 ${key}：${reason.zh}`)
  const engine = await compareWithEngine(
    { databaseUrl: parts.databaseUrl, engine: { address: parts.temporalAddress } },
    namespace,
  )
  for (const { caseId, number, why } of engine.differing) faults.push(`事项 ${number ?? caseId}：${why}`)
  return {
    cases: ledger.cases,
    entries: ledger.entries,
    files: evidence.files + histories.files,
    open: engine.cases,
    undecided,
    faults,
  }
}
