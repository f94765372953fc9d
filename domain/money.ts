/** Money is integer fen everywhere (handbook §3.7): no floating point ever holds an amount. */

/** 1234567 fen as 12,345.67; a negative amount with a minus sign. */
export function yuan(fen: number): string {
  const [whole, rest] = [Math.trunc(Math.abs(fen) / 100), Math.abs(fen) % 100]
  return `${fen < 0 ? '-' : ''}${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(rest).padStart(2, '0')}`
}

/** Whether this is an amount: whole fen, exact as a number. */
export const isFen = (amount: number): boolean => Number.isSafeInteger(amount)

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const places = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿', '万亿']

/** An amount as vouchers write it: 100000 fen is 壹仟元整. Throws RangeError for what is no amount or negative. */
export function yuanInWords(fen: number): string {
  if (!isFen(fen) || fen < 0) throw new RangeError(`${fen} is no amount in fen`)
  const [jiao, cents] = [Math.trunc((fen % 100) / 10), fen % 10]
  const whole = wholeInWords(Math.trunc(fen / 100))
  const rest = `${jiao > 0 ? `${digits[jiao]}角` : ''}${cents > 0 ? `${digits[cents]}分` : ''}`
  if (rest === '') return `${whole === '' ? '零' : whole}元整`
  const gap = whole !== '' && jiao === 0 ? '零' : ''
  return `${whole === '' ? '' : `${whole}元`}${gap}${rest}`
}

function wholeInWords(yuanOnly: number): string {
  let words = ''
  let pending = false
  const text = String(yuanOnly)
  for (const [index, char] of text.split('').entries()) {
    const place = text.length - 1 - index
    const digit = Number(char)
    if (digit === 0) pending = words !== ''
    else {
      words += `${pending ? '零' : ''}${digits[digit]}${places[place % 4]}`
      pending = false
    }
    if (place % 4 === 0 && place > 0 && hasDigit(text, place)) {
      words += groups[place / 4]
      pending = false
    }
  }
  return words
}

/** Whether the group of four that ends at `place` holds a digit that is not zero. */
const hasDigit = (text: string, place: number): boolean =>
  /[1-9]/.test(text.slice(Math.max(0, text.length - place - 4), text.length - place))
