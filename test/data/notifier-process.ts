import { connect } from '../../db/connect.ts'
import { startNotifier } from '../../worker/notifier.ts'
import { readNotifierConfig } from '../../worker/notifier/config.ts'

/** The notifier as a process of its own, for tests that kill it. Its clock is ahead by the minutes of its argument. */
const ahead = Number(process.argv[2] ?? 0) * 60_000
const { db } = connect(process.env.DATABASE_URL ?? '', { max: 6, name: 'chuangwei-notifier' })
startNotifier(db, readNotifierConfig(process.env), { clock: () => new Date(Date.now() + ahead), everyMs: 20 })
console.log('telling')
