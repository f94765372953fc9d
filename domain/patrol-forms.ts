import { z } from 'zod'
import { choice, field, limit, line, person, Photo, rows } from './fields.ts'
import { kindNames } from './problem-kinds.ts'
import { type Text, text } from './text.ts'

/** Forms of patrols (handbook P12, daily patrols over the sections of the five-guarantee map). */

/** How often: WORKDAY follows the county's calendar, make-up days included; a weekday is left out on a holiday. */
export const frequencies = {
  WORKDAY: text('每个工作日', 'Every working day'),
  DAILY: text('每天', 'Every day'),
  MON: text('每周一', 'Mondays'),
  TUE: text('每周二', 'Tuesdays'),
  WED: text('每周三', 'Wednesdays'),
  THU: text('每周四', 'Thursdays'),
  FRI: text('每周五', 'Fridays'),
  SAT: text('每周六', 'Saturdays'),
  SUN: text('每周日', 'Sundays'),
} as const satisfies Record<string, Text>
export type Frequency = keyof typeof frequencies

const Point = z.object({
  place: line(text('点位', 'Point'), { min: 2, max: 60 }),
  roadSectionId: field(z.string().max(40).optional(), { label: text('路段', 'Road section'), widget: 'roadSection' }),
})
export type PatrolPoint = z.infer<typeof Point>

/** A route with its points, when and by whom it is patrolled. */
export const PatrolPlan = z
  .object({
    title: line(text('巡查路线', 'Route'), { min: 2, max: 60 }),
    assigneeId: person(text('巡查人', 'Patroller')),
    frequency: choice(text('频次', 'How often'), frequencies),
    at: field(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), {
      label: text('开始时间', 'From'),
      hint: text('时:分，如 08:30', 'hh:mm, such as 08:30'),
    }),
    limit: limit(text('完成时限', 'Time limit'), text('到时未完成记为漏巡', 'Not done by then, it is missed')),
    points: rows(text('巡查点位', 'Points'), Point, 1, 60),
    sample: field(z.int().min(0).max(60), {
      label: text('每次随机抽查点位数', 'Points drawn each time'),
      hint: text('0 为全部点位', '0 means all of them'),
    }),
  })
  .refine(({ points }) => new Set(points.map(({ place }) => place)).size === points.length, {
    path: ['points'],
    params: { text: text('点位名称不能重复', 'Two points have the same name') },
  })
export type PatrolPlan = z.infer<typeof PatrolPlan>

const Patrol = z.object({
  title: line(text('巡查路线', 'Route'), { min: 2, max: 60 }),
  day: field(z.string(), { label: text('日期', 'Day'), widget: 'date' }),
  drawn: rows(text('本次点位', 'Points of this patrol'), Point, 1, 60),
})
export type Patrol = z.infer<typeof Patrol>

export const found = {
  CLEAR: text('正常', 'In order'),
  FOUND: text('发现问题', 'A problem'),
} as const satisfies Record<string, Text>

const seen = z.object({
  place: line(text('点位', 'Point'), { min: 2, max: 60 }),
  result: choice(text('情况', 'Finding'), found),
  category: choice(text('类别', 'Kind'), kindNames)
    .optional()
    .meta({ label: text('类别（发现问题时选）', 'Kind (of a problem)'), widget: 'choice', options: kindNames }),
  note: field(z.string().max(300).optional(), { label: text('说明', 'Note'), widget: 'line' }),
  photos: field(z.array(Photo).max(4).optional(), { label: text('照片', 'Photos'), widget: 'photos' }),
})

const PatrolReport = z
  .object({ points: rows(text('逐点检查', 'Point by point'), seen, 1, 60) })
  .superRefine((form, at) => {
    for (const [index, { result, category, photos }] of form.points.entries()) {
      if (result === 'CLEAR') continue
      const missing = (field: string, params: { text: Text }) =>
        at.addIssue({ code: 'custom', path: ['points', index, field], params })
      if (category === undefined) missing('category', { text: text('请选择问题类别', 'Choose the kind') })
      if ((photos ?? []).length === 0) missing('photos', { text: text('请拍照', 'Take a photo') })
    }
  })

export const patrolForms = { 'patrol.v1': Patrol, 'patrolReport.v1': PatrolReport } as const
