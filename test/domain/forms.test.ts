import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type FieldMeta, fieldErrors } from '../../domain/fields.ts'
import { type FormKey, forms } from '../../domain/forms.ts'

const photo = { id: '0b9f6c0e-7a55-4c39-9a43-0a3b1f1d2c3e', sha256: 'a'.repeat(64) }
const when = '2026-11-23T09:00:00+08:00'

/** One complete answer per form: the type makes a new form fail here until it has one. */
const complete: Record<FormKey, Record<string, unknown>> = {
  'notice.v1': {
    title: '市场街占道经营整治',
    unitId: 'D21',
    place: '市场街17至25号',
    facts: '蔬菜店出店经营约1.2米，占用人行道。',
    photos: [photo],
    requirement: '退店入市，恢复人行道。',
    legalBasis: '城市市容管理规定',
    urgency: 'NORMAL',
    limit: { unit: 'WD', value: 5 },
  },
  'approval.v1': { decision: 'APPROVE', opinion: '' },
  'receipt.v1': { note: '' },
  'phoneDelivery.v1': { spokenTo: '王某', spokenAt: when, note: '已告知期限' },
  'rectificationReport.v1': {
    measures: '已全部清运并安排专人值守。',
    doneAt: when,
    photosBefore: [],
    photosAfter: [photo, photo],
  },
  'reinspection.v1': { visitedAt: when, coInspectorId: 'u-1', result: 'PASS', opinion: '现场已恢复', photos: [photo] },
  'countersign.v1': { decision: 'AGREE', opinion: '' },
  'nextRound.v1': {
    requirement: '限期全部清运。',
    legalBasis: '督查考核办法',
    limit: { unit: 'WD', value: 3 },
    consequence: '再次未落实的，按办法第八条约谈。',
  },
  'outageReview.v1': { decision: 'EXTEND', workingDays: 1, reason: '停机两小时' },
  'withdrawal.v1': { reason: '责任单位认定有误' },
}

const keys = Object.keys(forms) as FormKey[]
const errorsOf = (key: FormKey, form: unknown) => {
  const parsed = forms[key].safeParse(form)
  return parsed.success ? [] : fieldErrors(parsed.error)
}

describe.each(keys)('%s', (key) => {
  test('a complete answer is accepted', () => {
    expect(errorsOf(key, complete[key])).toEqual([])
  })

  test('every field has a label in both languages', () => {
    for (const schema of Object.values(forms[key].shape as Record<string, z.ZodType>)) {
      expect(schema.meta() as FieldMeta | undefined).toMatchObject({
        label: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/^[A-Z]/) },
      })
    }
  })

  test('what is missing is told at its field, in both languages and never in the words of the library', () => {
    for (const name of Object.keys(complete[key])) {
      const { [name]: _, ...rest } = complete[key]
      for (const error of errorsOf(key, rest)) {
        expect(error.path).toEqual([name])
        expect(error.text.zh).toMatch(/^[^a-zA-Z]+$/)
        expect(error.text.en).not.toMatch(/expected|received|undefined/)
      }
    }
  })
})

describe('what a form insists on', () => {
  test.each([
    ['approval.v1', { decision: 'RETURN' }, 'opinion', '退回时请写明理由'],
    ['countersign.v1', { decision: 'DISAGREE' }, 'opinion', '不同意时请写明理由'],
    ['reinspection.v1', { result: 'FAIL' }, 'failReason', '结论为未落实时请选择原因'],
    ['outageReview.v1', { workingDays: undefined }, 'workingDays', '请填写顺延几个工作日'],
    ['notice.v1', { photos: [] }, 'photos', '至少需要 1 项'],
    ['notice.v1', { photos: Array.from({ length: 7 }, () => photo) }, 'photos', '最多 6 项'],
    ['rectificationReport.v1', { photosAfter: [photo] }, 'photosAfter', '至少需要 2 项'],
    ['notice.v1', { facts: '太短' }, 'facts', '至少 10 个字'],
    ['notice.v1', { title: '长'.repeat(81) }, 'title', '最多 80 个字'],
    ['notice.v1', { title: '' }, 'title', '至少 4 个字'],
    ['notice.v1', { urgency: 'SOON' }, 'urgency', '请从列出的选项中选择'],
    ['phoneDelivery.v1', { spokenAt: '昨天' }, 'spokenAt', '格式不正确'],
  ] as const)('%s with %o is refused at %s: %s', (key, change, path, zh) => {
    expect(errorsOf(key, { ...complete[key], ...change })).toMatchObject([{ path: [path], text: { zh } }])
  })

  test('a limit must be more than nothing and its error stands at the value', () => {
    const errors = errorsOf('notice.v1', { ...complete['notice.v1'], limit: { unit: 'WD', value: 0 } })
    expect(errors).toMatchObject([{ path: ['limit', 'value'], text: { zh: expect.stringMatching(/0/) } }])
  })
})
