import { z } from 'zod'
import { area, choice, line, moment, photos } from './fields.ts'
import { impersonalArea } from './impersonal-fields.ts'
import { kindNames } from './problem-kinds.ts'
import { text } from './text.ts'

/** Forms of a complaint once it is sorted: handled, answered, called back, concluded, taken over. */

const ComplaintHandling = z
  .object({
    result: choice(text('核查结果', 'Finding'), {
      SOLVED: text('属实，已解决', 'True, and put right'),
      PARTLY: text('属实，部分解决', 'True, put right in part'),
      UNTRUE: text('不属实', 'Not true'),
      NOT_POSSIBLE: text('属实，暂不能解决', 'True, cannot be put right now'),
    }),
    facts: impersonalArea(text('核查事实', 'What was found'), { min: 10, max: 2000 }),
    measures: impersonalArea(text('处理情况', 'What was done'), { min: 4, max: 2000 }),
    basis: impersonalArea(text('依据', 'Legal basis'), { min: 0, max: 1000 }),
    photos: photos(text('办理照片', 'Photos'), 0, 6, text('已解决的至少一张', 'At least one if put right')),
  })
  .refine((form) => form.result !== 'SOLVED' || form.photos.length > 0, {
    path: ['photos'],
    params: { text: text('已解决的请附照片', 'Show that it is put right') },
  })

const ComplaintReply = z
  .object({
    decision: choice(text('审核意见', 'Decision'), {
      SEND: text('同意答复', 'Send the reply'),
      RETURN: text('退回承办单位', 'Back to the unit'),
    }),
    reply: impersonalArea(text('答复原文', 'The reply'), {
      min: 0,
      max: 2000,
      hint: text('举报人凭回执码看到的就是这段话，不写任何人的姓名', 'Read by the complainant as it stands: no names'),
    }),
    opinion: impersonalArea(text('退回理由', 'Why it goes back'), { min: 0, max: 1000 })
      .optional()
      .meta({
        label: text('退回理由', 'Why it goes back'),
        widget: 'area',
        shownWhen: { field: 'decision', is: 'RETURN' },
      }),
  })
  .refine((form) => form.decision === 'RETURN' || form.reply.length >= 10, {
    path: ['reply'],
    params: { text: text('请写明答复，至少 10 个字', 'Write the reply, at least 10 characters') },
  })
  .refine((form) => form.decision === 'SEND' || (form.opinion ?? '').length >= 2, {
    path: ['opinion'],
    params: { text: text('退回时请写明理由', 'Say why you return it') },
  })

const spoken = ['PHONE', 'VISIT']

const ComplaintCallBack = z
  .object({
    way: choice(text('回访方式', 'How'), {
      PHONE: text('电话', 'By telephone'),
      VISIT: text('现场查看（无联系方式）', 'Looked at on site (no way to call)'),
      NOT_REACHED: text('三次未联系上', 'Not reached in three tries'),
    }),
    at: moment(text('回访时间', 'When')),
    solved: choice(text('问题解决了吗', 'Is it solved?'), {
      YES: text('已解决', 'Solved'),
      NO: text('未解决', 'Not solved'),
      UNKNOWN: text('未能了解', 'Not known'),
    }),
    satisfied: choice(text('对办理满意吗', 'Are they satisfied?'), {
      YES: text('满意', 'Satisfied'),
      PARTLY: text('基本满意', 'On the whole'),
      NO: text('不满意', 'Not satisfied'),
      NOT_ASKED: text('未表态', 'Not said'),
    }),
    fault: choice(text('不满意的原因', 'Why not'), {
      OURS: text('办理有过错', 'Handled badly'),
      NOT_OURS: text('诉求超出法律政策或条件', 'Asks more than law and means allow'),
    })
      .optional()
      .meta({
        label: text('不满意的原因', 'Why not'),
        widget: 'choice',
        options: {
          OURS: text('办理有过错', 'Handled badly'),
          NOT_OURS: text('诉求超出法律政策或条件', 'Asks more than law and means allow'),
        },
        shownWhen: { field: 'satisfied', is: 'NO' },
      }),
    words: impersonalArea(text('回访记录', 'What was said'), { min: 2, max: 1000 }),
  })
  .refine((form) => !spoken.includes(form.way) || form.solved !== 'UNKNOWN', {
    path: ['solved'],
    params: { text: text('请问清或看清是否解决', 'Find out whether it is solved') },
  })
  .refine((form) => form.satisfied !== 'NO' || form.fault !== undefined, {
    path: ['fault'],
    params: { text: text('请选择原因', 'Choose why') },
  })

const ComplaintConclusion = z.object({
  decision: choice(text('处理意见', 'Decision'), {
    END: text('说明理由，办结', 'Explain and end it'),
    NOTICE: text('转督办', 'Propose a notice'),
  }),
  reply: impersonalArea(text('告知举报人的话', 'What the complainant is told'), { min: 10, max: 1000 }),
})

const whileFound = { field: 'decision', is: 'FOUND' }

/** Withdrawn by who sent it in: what was found already is put right all the same. */
const ComplaintGoOn = z
  .object({
    decision: choice(text('已发现的问题', 'What was found'), {
      FOUND: text('确有问题，转问题处置', 'There is a problem: it goes on'),
      NOTHING: text('没有问题，或已解决', 'Nothing, or solved'),
    }),
    category: choice(text('类别', 'Kind'), kindNames)
      .optional()
      .meta({ label: text('类别', 'Kind'), widget: 'choice', options: kindNames, shownWhen: whileFound }),
    description: impersonalArea(text('问题描述', 'What is wrong'), { min: 0, max: 300 })
      .optional()
      .meta({ label: text('问题描述', 'What is wrong'), widget: 'area', shownWhen: whileFound }),
    photos: photos(
      text('现场照片', 'Photos'),
      0,
      6,
      text('不传则用举报所附照片', 'Without any, those of the complaint are used'),
    ),
    reason: impersonalArea(text('说明', 'Note'), { min: 2, max: 500 }),
  })
  .refine((form) => form.decision !== 'FOUND' || form.category !== undefined, {
    path: ['category'],
    params: { text: text('请选择问题类别', 'Choose the kind') },
  })

const ClueReceipt = z.object({
  registerNo: line(text('登记号', 'Register number'), { max: 60 }),
  note: area(text('备注', 'Note'), { min: 0, max: 500 }),
})

export const complaintHandlingForms = {
  'complaintHandling.v1': ComplaintHandling,
  'complaintReply.v1': ComplaintReply,
  'complaintCallBack.v1': ComplaintCallBack,
  'complaintConclusion.v1': ComplaintConclusion,
  'complaintClueReceipt.v1': ClueReceipt,
  'complaintGoOn.v1': ComplaintGoOn,
} as const
