import { z } from 'zod'
import { type ComplaintChannel, complaintChannels } from './complaint-forms.ts'
import { area, choice, line, photos, place } from './fields.ts'
import { type Text, text } from './text.ts'

/** What is asked for and told about complaints outside of their steps. */

export const PUBLIC_PHOTOS = 4
/** The page makes photos smaller before it sends them; what is still larger is not from it. */
export const PUBLIC_PHOTO_BYTES = 5 * 1024 * 1024

/** What anybody may send in, without an account. */
export const PublicReport = z.object({
  place: place(text('地点', 'Place')),
  words: area(text('情况', 'What is wrong'), { min: 10, max: 1000 }),
  /** Latitude and longitude, only if they wished; four decimals are ten metres. */
  spot: z
    .string()
    .regex(/^-?\d{1,3}\.\d{1,4},-?\d{1,3}\.\d{1,4}$/)
    .optional(),
  phone: line(text('电话', 'Telephone'), { min: 0, max: 40 }),
  photoIds: z.array(z.uuid()).max(PUBLIC_PHOTOS),
})
export type PublicReport = z.infer<typeof PublicReport>

/** Whoever has the code takes it back; why is theirs to say or not. */
export const PublicWithdrawal = z.object({
  commandId: z.uuid(),
  receipt: z.string().max(60),
  reason: area(text('撤回原因', 'Why'), { min: 0, max: 300 }),
})

const { WEB: _web, ...takenChannels } = complaintChannels
type TakenChannel = Exclude<ComplaintChannel, 'WEB'>

/** What the office writes down of a complaint that came otherwise than by the page. */
export const Registration = z.object({
  channel: choice<Record<TakenChannel, Text>>(text('渠道', 'Channel'), takenChannels),
  place: place(text('地点', 'Place')),
  words: area(text('反映内容', 'What is complained of'), {
    min: 10,
    max: 1000,
    hint: text('原话加密保存；姓名、电话填在下面', 'Kept encrypted; the name and number go below'),
  }),
  photos: photos(text('照片', 'Photos'), 0, 6),
  name: line(text('举报人姓名', 'Name'), {
    min: 0,
    max: 60,
    hint: text('匿名的不填。单独加密，查看须留理由', 'Empty if anonymous. Encrypted; opened only with a reason'),
  }),
  phone: line(text('联系电话', 'Telephone'), { min: 0, max: 40 }),
  confidential: choice(text('是否要求保密', 'Asked to be kept secret'), {
    YES: text('要求保密', 'Yes'),
    NO: text('未要求', 'No'),
  }),
})
export type Registration = z.infer<typeof Registration>

export const OpeningReason = z.object({
  reason: area(text('查看理由', 'Why you open it'), {
    min: 4,
    max: 300,
    hint: text(
      '理由、时间和您的姓名将长期留存，供审计查看',
      'Kept for good with your name and the time, for the auditor',
    ),
  }),
})

const Told = z.object({ zh: z.string(), en: z.string() })
/** What somebody with the receipt code is told: in plain words, and nothing about people. */
export const Followed = z.object({
  title: Told,
  detail: Told,
  /** YYYY-MM-DD, the day only. */
  receivedOn: z.string(),
  reply: z.string().nullable(),
  repliedOn: z.string().nullable(),
  remedy: Told.nullable(),
  /** What else they are told, such as that it was handed on. */
  notice: Told.nullable(),
  withdrawable: z.boolean(),
  over: z.boolean(),
})
export type Followed = z.infer<typeof Followed>

export const ComplaintQuery = z.object({
  search: z.string().trim().max(80).default(''),
  class: z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'NONE']).optional(),
  stage: z.string().max(40).optional(),
  state: z.enum(['open', 'late', 'second', 'closed']).optional(),
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(20),
})
export type ComplaintQuery = z.infer<typeof ComplaintQuery>

export const ComplaintRow = z.object({
  caseId: z.string(),
  title: z.string(),
  place: z.string(),
  channel: z.string(),
  class: z.string().nullable(),
  unit: z.object({ id: z.string(), name: z.string() }),
  stage: z.string(),
  outcome: z.string().nullable(),
  round: z.number(),
  light: z.enum(['GREEN', 'YELLOW', 'RED']).nullable(),
  waiting: Told.nullable(),
  dueAt: z.string().nullable(),
  receivedAt: z.string(),
  solved: z.string().nullable(),
  satisfied: z.string().nullable(),
  late: z.boolean(),
})
export type ComplaintRow = z.infer<typeof ComplaintRow>

export const ComplaintPage = z.object({
  items: z.array(ComplaintRow),
  total: z.number(),
  counts: z.object({ open: z.number(), late: z.number(), second: z.number(), closed: z.number() }),
})
