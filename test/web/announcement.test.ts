import { describe, expect, it } from 'vitest'
import { readAnnouncement, wrongWeekdays } from '../../web/pages/calendar/announcement.ts'
import { check, workingDaysOf } from '../../web/pages/calendar/check.ts'
import { daysOf, periodsOf } from '../../web/pages/calendar/periods.ts'

const announced = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`

const sentences = (year: number, text: string) => {
  const announcement = readAnnouncement(text, year)
  return check(year, announcement.periods, announcement).map(({ level, text: { zh } }) => [level, zh])
}

describe('a pasted holiday announcement', () => {
  it('is read with its year, source, holidays and make-up days', () => {
    const read = readAnnouncement(announced, 2030)
    expect(read).toMatchObject({ year: 2026, source: '国务院办公厅关于2026年部分节假日安排的通知' })
    expect(read.periods).toHaveLength(7)
    expect(read.periods[1]).toEqual({
      name: '春节',
      from: '2026-02-15',
      to: '2026-02-23',
      makeUp: ['2026-02-14', '2026-02-28'],
    })
    expect(wrongWeekdays(read)).toEqual([])
    expect(workingDaysOf(2026, read.periods)).toBe(248)
    expect(check(2026, read.periods, read)).toEqual([])
  })

  it('takes single days and spans over the turn of the year', () => {
    const { periods } = readAnnouncement(
      '一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。二、清明节：4月5日放假，共1天。',
      2023,
    )
    expect(periods).toEqual([
      { name: '元旦', from: '2022-12-31', to: '2023-01-02', makeUp: [] },
      { name: '清明节', from: '2023-04-05', to: '2023-04-05', makeUp: [] },
    ])
  })

  it('is read from half-width punctuation, and not at all from anything else', () => {
    expect(readAnnouncement('一、元旦: 1月1日(周五)至3日放假,共3天。', 2027).periods).toHaveLength(1)
    expect(readAnnouncement('关于召开会议的通知', 2027).periods).toEqual([])
  })
})

describe('the checks of a year', () => {
  it('notice that the text is of another year', () => {
    const findings = sentences(2027, announced.replace('2026', '2027'))
    expect(
      findings.filter(([level, zh]) => level === 'error' && zh?.includes('请核对日期和年份')).length,
    ).toBeGreaterThan(3)
  })

  it('refuse a make-up day that is worked anyway, and a day both off and worked', () => {
    const findings = sentences(2026, announced.replace('5月9日（周六）上班', '5月8日、5月2日上班'))
    expect(findings).toContainEqual(['error', '5月8日是周五，本来就上班，不能作为调休上班日。'])
    expect(findings).toContainEqual(['error', '5月2日既放假又调休上班。'])
  })

  it('miss a festival, and a make-up day by the total', () => {
    expect(sentences(2026, announced.replace(/四、.*上班。\n/, ''))).toContainEqual([
      'error',
      '劳动节（5月1日）没有列为放假日。',
    ])
    const short = sentences(2026, announced.replace('2月14日（周六）、', ''))
    expect(short).toEqual([['warning', '全年工作日合计247天，按13天法定节假日应为248天，请核对是否有漏填的调休日。']])
  })

  it('hold the stated number of days against the dates', () => {
    expect(sentences(2026, announced.replace('共9天', '共8天'))).toEqual([
      ['warning', '春节原文写共8天，填写的是9天。'],
    ])
  })
})

it('a published year reads as it was announced', () => {
  const { periods } = readAnnouncement(announced, 2026)
  expect(periodsOf(daysOf(periods))).toEqual(periods)
})
