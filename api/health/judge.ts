import type { HealthKey, HealthPart } from '../../domain/health.ts'
import { type Text, text } from '../../domain/text.ts'

/** What is known of each part is turned into a light, a sentence, and what to do. */

const MINUTE = 60
const HOUR = 3_600
const DAY = 86_400

type Judged = Omit<HealthPart, 'key'>
const well = (zh: string, en: string): Judged => ({ light: 'GREEN', says: text(zh, en), todo: null })
const ill = (light: 'YELLOW' | 'RED', says: Text, todo: Text): Judged => ({ light, says, todo })

const span = (seconds: number): Text => {
  if (seconds < 2 * MINUTE) return text(`${Math.round(seconds)} 秒`, `${Math.round(seconds)} s`)
  if (seconds < 2 * HOUR) return text(`${Math.round(seconds / MINUTE)} 分钟`, `${Math.round(seconds / MINUTE)} min`)
  if (seconds < 2 * DAY) return text(`${Math.round(seconds / HOUR)} 小时`, `${Math.round(seconds / HOUR)} h`)
  return text(`${Math.floor(seconds / DAY)} 天`, `${Math.floor(seconds / DAY)} days`)
}

/** A part that could not be looked at counts as ill. */
export const unknown = (key: HealthKey, why: string): HealthPart => ({
  key,
  ...ill(
    'RED',
    text(`检查没有完成：${why}`, `Could not be checked: ${why}`),
    text(
      '先看数据库和流程引擎两行；都正常时查看 logs/api.log。',
      'Look at database and engine first; if both are well, at logs/api.log.',
    ),
  ),
})

export function judgeDatabase(ms: number): Judged {
  if (ms < 1_000) return well(`应答 ${ms} 毫秒`, `Answers in ${ms} ms`)
  return ill(
    'YELLOW',
    text(`应答慢：${ms} 毫秒`, `Slow: ${ms} ms`),
    text('查看机器是否过载、磁盘是否将满。', 'See whether the machine is overloaded or its disk nearly full.'),
  )
}

/** `retentionDays`: for how long the engine keeps what is finished. */
export function judgeEngine(version: string, retentionDays: number): Judged {
  if (retentionDays >= 7)
    return well(
      `Temporal ${version} 正常，办结流程保留 ${retentionDays} 天`,
      `Temporal ${version} answers; finished flows stay ${retentionDays} days`,
    )
  return ill(
    'YELLOW',
    text(`办结流程只保留 ${retentionDays} 天`, `Finished flows stay only ${retentionDays} days`),
    text(
      '请 Temporal 管理员把命名空间的保留期改为 7 天以上，以免归档来不及。',
      "Have the namespace's retention raised to seven days or more, so that the archive never comes too late.",
    ),
  )
}

/** `silence`: since when no worker has shown a sign of life, s; null when none ever did. */
export function judgeWorker(polling: boolean, silence: number | null): Judged {
  if (polling && silence !== null && silence < 2 * MINUTE) return well('正在办理', 'Working')
  const says = silence === null ? text('从未运行', 'It never ran') : span(silence)
  if (!polling)
    return ill(
      'RED',
      silence === null
        ? says
        : text(`没有执行器在运行，最后一次在 ${says.zh}前`, `None is running, the last one ${says.en} ago`),
      text(
        '启动执行器：npm run chuangwei -- worker；反复退出时查看 logs/worker.log。收到的操作不会丢，恢复后自动办理。',
        'Start one: npm run chuangwei -- worker; if it keeps ending, see logs/worker.log. Nothing received is lost.',
      ),
    )
  return ill(
    'YELLOW',
    text(`执行器在取任务，但 ${says.zh}没有写数据库`, `It polls, but has not reached the database for ${says.en}`),
    text('查看 logs/worker.log 中的数据库错误。', 'Look for database errors in logs/worker.log.'),
  )
}

/** `age`: of the oldest undecided act, s. */
export function judgeCommands(count: number, age: number): Judged {
  if (count === 0) return well('全部已办结', 'None')
  const old = span(age)
  if (age < 2 * MINUTE) return well(`${count} 个正在办理`, `${count} under way`)
  return ill(
    age < 10 * MINUTE ? 'YELLOW' : 'RED',
    text(`${count} 个等待办理，最早的已等 ${old.zh}`, `${count} wait, the oldest for ${old.en}`),
    text(
      '先看流程引擎和执行器；两者正常仍不动，打开「异常」页看是哪一件。按收到时间计，不影响当事人。',
      'Look at engine and worker; if both are well, see on the page “Stuck” which case it is. They count from when they were received.',
    ),
  )
}

/** `age`: of the oldest ledger entry that nobody was told of, s. `failing`: messages that keep failing. */
export function judgeNotifier(untold: number, age: number, failing: number): Judged {
  if (failing > 0)
    return ill(
      'YELLOW',
      text(`${failing} 条邮件或推送发送失败，正在重试`, `${failing} mails or webhooks fail and are retried`),
      text(
        '检查邮件服务器（CHUANGWEI_SMTP_URL）和推送地址（CHUANGWEI_WEBHOOK_URL）；恢复后自动补发。',
        'Check CHUANGWEI_SMTP_URL and CHUANGWEI_WEBHOOK_URL; they go out by themselves afterwards.',
      ),
    )
  if (untold > 0 && age > 10 * MINUTE)
    return ill(
      'YELLOW',
      text(
        `${untold} 条记录还没有通知，最早的在 ${span(age).zh}前`,
        `${untold} entries untold, the oldest of ${span(age).en} ago`,
      ),
      text(
        '通知由执行器发出：看执行器一行和 logs/worker.log。',
        'The worker tells them: see its line and logs/worker.log.',
      ),
    )
  return well('及时', 'Up to date')
}

/** Bytes. */
export function judgeDisk(free: number, total: number): Judged {
  const gigabytes = (free / 1_073_741_824).toFixed(1)
  const percent = Math.round((free / Math.max(total, 1)) * 100)
  const says = text(`剩余 ${gigabytes} GB（${percent}%）`, `${gigabytes} GB free (${percent}%)`)
  if (free > 2 * 1_073_741_824 && percent >= 10) return { light: 'GREEN', says, todo: null }
  return ill(
    free < 500 * 1_048_576 ? 'RED' : 'YELLOW',
    says,
    text(
      '腾出空间或换大磁盘：把备份移到别的磁盘（backup --to），删除旧日志。写满后数据库会停，数据不丢。',
      'Free some space: move backups to another disk (backup --to), remove old logs. A full disk stops the database; nothing is lost.',
    ),
  )
}

/** ms, this machine against the database. */
export function judgeClock(ms: number): Judged {
  const seconds = (Math.abs(ms) / 1000).toFixed(1)
  if (Math.abs(ms) <= 500) return well('与数据库一致', 'Agrees with the database')
  return ill(
    Math.abs(ms) <= 2_000 ? 'YELLOW' : 'RED',
    text(`与数据库相差 ${seconds} 秒`, `Off by ${seconds} s`),
    text(
      '在两台机器上开启时间同步（NTP）。期限以数据库时钟为准。',
      'Turn on time synchronisation (NTP) on both machines. Deadlines go by the database.',
    ),
  )
}

/** `age`: of the last backup since the last restore, s, or null. `archiver`: null on a PostgreSQL of one's own. */
export function judgeBackup(age: number | null, archiver: { failing: boolean; failed: number } | null): Judged {
  const now = text('立即运行：npm run chuangwei -- backup。', 'Run now: npm run chuangwei -- backup.')
  if (archiver === null && age === null)
    return well('由数据库的管理者负责，这里不掌握', 'In the hands of whoever runs the database; not known here')
  if (archiver?.failing === true)
    return ill(
      'RED',
      text(
        `数据库日志写不进备份目录（失败 ${archiver.failed} 次）`,
        `The log is not being kept (${archiver.failed} failures)`,
      ),
      text(
        '检查备份磁盘是否挂载、有空间、可写；恢复后自动补写。原因见 logs/postgres.log。',
        'See that the backup disk is mounted, writable and has space; it catches up by itself. Reason: logs/postgres.log.',
      ),
    )
  if (age === null) return ill('RED', text('还没有备份', 'There is no backup yet'), now)
  const old = span(age)
  if (age < 26 * HOUR) return well(`${old.zh}前`, `${old.en} ago`)
  return ill(age < 3 * DAY ? 'YELLOW' : 'RED', text(`最后一次在 ${old.zh}前`, `The last one ${old.en} ago`), now)
}

/** `age`: for how long the first of the waiting ones has been closed, s. */
export function judgeArchive(kept: number, waiting: number, age: number): Judged {
  if (waiting === 0 || age < DAY) return well(`已归档 ${kept} 个`, `${kept} kept`)
  return ill(
    age < 7 * DAY ? 'YELLOW' : 'RED',
    text(
      `${waiting} 个办结流程还没有归档，最早的在 ${span(age).zh}前办结`,
      `${waiting} closed flows are not kept, the first closed ${span(age).en} ago`,
    ),
    text(
      '运行 npm run chuangwei -- archive，它会指出是哪几个、为什么。',
      'Run npm run chuangwei -- archive: it names them and says why.',
    ),
  )
}
