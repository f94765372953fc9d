import type { Photo } from '../domain/fields.ts'
import type { NoticeContent } from '../domain/forms.ts'

/** The people of the sample county who carry a notice through; what each is called there. */
export const cast = {
  inspector: 'taoxingyuan',
  second: 'zhuomingcha',
  director: 'weichangfeng',
  head: 'jiatongshang',
} as const
export type Part = keyof typeof cast

/** What each has photographed. */
export type Photos = { inspector: Photo; head: Photo }

export const noticeWith = ({ inspector }: Photos): NoticeContent => ({
  title: '望溪农贸市场后巷垃圾清运不及时',
  unitId: 'D25',
  place: '望溪农贸市场后巷',
  facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味，周边商户反映强烈。'.repeat(8),
  photos: [inspector],
  requirement: '全部清运干净，地面冲洗，落实专人保洁，防止反弹。',
  legalBasis: '《国家卫生城市标准》市容环境卫生部分',
  urgency: 'NORMAL',
  limit: { unit: 'WD', value: 5 },
})

/** How many human steps a notice's good way has. */
export const STEPS = 5

/**
 * The acts of a notice's good way in order, about 1 KB of report among them. Each form is made when it is sent:
 * what happened in it happened just before. `second` is the user id of the other inspector.
 */
export const goodWay = ({ inspector, head }: Photos, second: string): { by: Part; form: () => unknown }[] => {
  const justNow = () => new Date(Date.now() - 1).toISOString()
  const measures = '已组织清运并安排专人保洁。'.repeat(20)
  return [
    { by: 'director', form: () => ({ decision: 'APPROVE', opinion: '' }) },
    { by: 'head', form: () => ({ note: '' }) },
    { by: 'head', form: () => ({ measures, doneAt: justNow(), photosBefore: [], photosAfter: [head, head] }) },
    {
      by: 'inspector',
      form: () => ({
        visitedAt: justNow(),
        coInspectorId: second,
        result: 'PASS',
        opinion: '现场情况属实。',
        photos: [inspector],
      }),
    },
    { by: 'second', form: () => ({ decision: 'AGREE', opinion: '' }) },
  ]
}
