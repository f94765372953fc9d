/**
 * Wordings to start from, by category of problem (handbook §2.12.1). They are offered, never filled in unasked:
 * what the notice demands is the drafter's to decide. Chinese only, as the notice is.
 */
export type Suggestion = {
  category: string
  requirements: readonly string[]
  bases: readonly string[]
  caution?: { zh: string; en: string }
}

const CITY = '《城市市容和环境卫生管理条例》'

export const suggestions: readonly Suggestion[] = [
  {
    category: '违法占道',
    requirements: [
      '立即清除占道物品，恢复人行道通行；对沿街门店逐户告知，落实专人巡查，防止反弹。',
      '规范施工围挡范围，清理占道物料，恢复原状。',
    ],
    bases: [`${CITY}第十四条、第三十六条`, '《城市道路管理条例》第二十七条、第四十二条'],
  },
  {
    category: '流动经营',
    requirements: ['劝离流动摊点，引导至政府划定的疏导点经营；明确重点时段值守人员，连续巡查不少于三日。'],
    bases: [`${CITY}第十四条、第三十六条`],
  },
  {
    category: '乱停乱靠',
    requirements: ['清理违法停放车辆，恢复盲道、消防通道畅通；完善标志标线，高峰时段安排专人疏导。'],
    bases: ['《中华人民共和国道路交通安全法》第五十六条、第九十三条'],
  },
  {
    category: '带泥上路',
    requirements: ['冲洗保洁受污染路面；溯源到工地，督促完善出入口冲洗设施和车辆密闭措施，验收合格前不得出土。'],
    bases: [`${CITY}第十五条、第十六条、第三十四条`],
  },
  {
    category: '乱倒垃圾',
    requirements: [
      '全面清运暴露垃圾并消杀除臭；查清来源和责任主体，明确日产日清的收运责任，设置警示标识。',
      '建筑垃圾清运至核准消纳场所，场地平整覆盖，落实看护。',
    ],
    bases: [`${CITY}第二十八条、第三十四条`],
  },
  {
    category: '乱贴乱画',
    requirements: ['清除小广告和涂画，恢复立面原貌；落实管线、箱体产权单位日常清理责任。'],
    bases: [`${CITY}第十七条、第三十四条`],
  },
  {
    category: '乱搭乱建',
    requirements: ['依法立案调查，责令停止建设，履行告知、陈述申辩等程序，按节点书面反馈程序进度。'],
    bases: ['《中华人民共和国城乡规划法》第六十四条、第六十六条、第六十八条'],
    caution: {
      zh: '涉及违法建设的，督办只督立案、告知、决定、催告等法定程序进度，不得限期拆除。',
      en: 'For illegal structures a notice may press the lawful procedure only, never set a date for demolition.',
    },
  },
]

export const suggestionFor = (category: string): Suggestion | undefined =>
  suggestions.find((suggestion) => suggestion.category === category)
