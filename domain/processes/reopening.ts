import { text } from '../text.ts'
import type { CaseActDefinition } from './definition.ts'

/** Reopening what was closed: by those who sign, as long as it may still be looked back at (handbook P14 step 7a). */
export const reopening: CaseActDefinition = {
  title: text('重新督办', 'Reopen'),
  causes: text(
    '已反弹的，恢复督办并进入下一次督办；原销号记录保留。',
    'What has relapsed goes on with a further round; the record of its closing stays.',
  ),
  form: 'reopening.v1',
  roles: ['OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'COMMANDER'],
  stages: ['LOOK_BACK'],
}

/** A problem that is back within its look-backs. */
export const problemReopening: CaseActDefinition = {
  title: text('反弹重开', 'Reopen'),
  causes: text(
    '计一次反弹，重新派遣；原销号记录保留。',
    'Counts as a relapse and is dispatched again; the record of its closing stays.',
  ),
  form: 'reopening.v1',
  roles: ['OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'COMMANDER'],
  stages: ['LOOK_BACK'],
}
