import { z } from 'zod'
import { area, choice, field, line, person, photos } from './fields.ts'
import { text } from './text.ts'

/** Forms of what changes with a deposit while it is held (handbook P07, §3.7 no. 5). */

export const DepositChange = z
  .object({
    title: line(text('标题', 'Title'), { min: 4, max: 80 }),
    unitId: field(z.string().min(1), { label: text('责任单位', 'Unit'), widget: 'unit' }),
    year: field(z.int().min(2020).max(2100), { label: text('年度', 'Year') }),
    leavingId: person(text('离任缴存人', 'Who paid and leaves')),
    successorId: person(text('继任者', 'Successor'), text('现任主要负责人', 'The present head of the unit'), [
      'UNIT_HEAD',
    ]),
    way: choice(text('办理方式', 'How'), {
      REFUND: text('退还离任人，继任者重新缴存', 'Refunded; the successor pays anew'),
      CARRY: text('结转给继任者', 'Carried over to the successor'),
    }),
    reason: area(text('事由', 'Why'), {
      min: 4,
      max: 1000,
      hint: text('任免文号等', 'Such as the document of the change'),
    }),
    photos: photos(
      text('任免文件、离任人书面意见', 'Document of the change, consent of who leaves'),
      0,
      3,
      text('结转的须有离任人书面意见', 'To carry it over, the consent of who leaves is needed'),
    ),
  })
  .refine((form) => form.successorId !== form.leavingId, {
    path: ['successorId'],
    params: { text: text('继任者不能是离任人本人', 'The successor is somebody else') },
  })
  .refine((form) => form.way !== 'CARRY' || form.photos.length > 0, {
    path: ['photos'],
    params: { text: text('结转须上传离任人书面意见', 'Add the consent of who leaves') },
  })
export type DepositChange = z.infer<typeof DepositChange>

export const depositForms = { 'depositChange.v1': DepositChange } as const
