import { area, field, line } from './fields.ts'
import { type Text, text } from './text.ts'

/** Text that others than the office read: a telephone or identity number in it would give somebody away. */

const numberOfSomebody = /(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/

const impersonal = {
  params: {
    text: text('这里不要写电话或身份证号码，别的单位看得到', 'No telephone or identity number here: others read it'),
  },
}
type Limits = { min?: number; max?: number; hint?: Text }
export const impersonalArea = (label: Text, limits: Limits = {}) =>
  field(
    area(label, limits).refine((value) => !numberOfSomebody.test(value), impersonal),
    { label, widget: 'area', hint: limits.hint },
  )
export const impersonalLine = (label: Text, limits: Limits = {}) =>
  field(
    line(label, limits).refine((value) => !numberOfSomebody.test(value), impersonal),
    { label, widget: 'line', hint: limits.hint },
  )
