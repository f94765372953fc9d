import { expect, test } from 'vitest'
import { restoreSteps } from '../../domain/restore-steps.ts'

/** The commands that whoever is on call takes from the page. */

const meant = { dataDir: '/srv/cw', place: '/mnt/b', hasSecrets: true, until: null, drill: null }

test('backups elsewhere: the old log is named, so that the last minute comes back too', () => {
  expect(restoreSteps(meant)).toEqual({
    move: 'mv /srv/cw /srv/cw.old',
    restore: 'CHUANGWEI_DATA=/srv/cw npm run -s chuangwei -- restore --from /mnt/b --wal /srv/cw.old/postgres/pg_wal',
  })
})

test('backups inside the data folder move with it', () => {
  expect(restoreSteps({ ...meant, place: '/srv/cw/backups' }).restore).toBe(
    'CHUANGWEI_DATA=/srv/cw npm run -s chuangwei -- restore --from /srv/cw.old/backups',
  )
})

test('an instant is written by the county’s clock, and words with spaces are quoted', () => {
  const { restore } = restoreSteps({ ...meant, place: "/mnt/it's here", until: '2026-11-24T02:30:15.900Z' })
  expect(restore).toContain(`--from '/mnt/it'\\''s here' --until '2026-11-24 10:30:15'`)
})

test('a drill moves nothing and touches only its own folder; keys kept elsewhere are named', () => {
  expect(restoreSteps({ ...meant, drill: '/srv/cw.drill', hasSecrets: false })).toEqual({
    move: null,
    restore:
      'CHUANGWEI_DATA=/srv/cw.drill npm run -s chuangwei -- restore --from /mnt/b --secrets /srv/cw/secrets.json',
  })
})
